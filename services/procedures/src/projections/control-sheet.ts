import { timelinessOf, type Timeliness } from '@egov/chassis/domain';
import type { StoredEvent } from '@egov/chassis/projections';
import type { DossierEvent, Holder } from '../domain/dossier/events.ts';

/**
 * One row of the control sheet: who had the dossier for which step, from when until when, and how that stood
 * to its own due time.
 */
export type ControlSheetRow = Readonly<{
  stepId: string | null;
  stepName: string | null;
  from: Holder | null;
  to: Holder;
  receivedAt: string;
  due: string | null;
  endedAt: string | null;
  timeliness: Timeliness | null;
  note: string;
}>;

/**
 * Reads the control sheet (Phiếu kiểm soát quá trình giải quyết hồ sơ) off a dossier's events: a row for
 * every hold.
 */
export function controlSheet(events: readonly StoredEvent<DossierEvent>[]): readonly ControlSheetRow[] {
  const rows: ControlSheetRow[] = [];
  const end = (at: string) => {
    const last = rows.at(-1);
    if (last && last.endedAt === null)
      rows[rows.length - 1] = { ...last, endedAt: at, timeliness: timelinessOf(last.due, at) };
  };
  const begin = (row: Omit<ControlSheetRow, 'endedAt' | 'timeliness'>) => {
    end(row.receivedAt);
    rows.push({ ...row, endedAt: null, timeliness: null });
  };
  for (const event of events) {
    switch (event.type) {
      case 'DossierAccepted':
      case 'DossierImported':
        begin({
          stepId: null,
          stepName: null,
          from: null,
          to: event.data.holder,
          receivedAt: event.occurred,
          due: null,
          note: '',
        });
        break;
      case 'DossierHandedOver': {
        const { step, from, to, note } = event.data;
        begin({
          stepId: step?.stepId ?? null,
          stepName: step?.name ?? null,
          from,
          to,
          receivedAt: event.occurred,
          due: step?.due?.at ?? null,
          note,
        });
        break;
      }
      case 'StepStarted': {
        const { step, holder } = event.data;
        begin({
          stepId: step.stepId,
          stepName: step.name,
          from: null,
          to: holder,
          receivedAt: event.occurred,
          due: step.due?.at ?? null,
          note: '',
        });
        break;
      }
      case 'SupplementReceived':
      case 'DossierResumed':
      case 'PaymentConfirmed': {
        const last = rows.at(-1);
        // A pause moves the due time of the step under way; the row shows the one it is judged by.
        if (last?.endedAt === null && event.data.stepDue)
          rows[rows.length - 1] = { ...last, due: event.data.stepDue.at };
        break;
      }
      case 'StepCompleted':
      case 'ResultReleased':
      case 'DossierStopped':
      case 'DossierWithdrawn':
        end(event.occurred);
        break;
      default:
    }
  }
  return rows;
}
