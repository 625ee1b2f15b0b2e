import { timelinessOf, type Timeliness } from '@egov/chassis/domain';
import type { StoredEvent } from '@egov/chassis/projections';
import type { DossierEvent, Holder } from '../domain/dossier/events.ts';

/**
 * One row of the control sheet: who held the dossier for which step, from when until when, and how the end
 * compares with its due time.
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
 * Builds the control sheet (Phiếu kiểm soát quá trình giải quyết hồ sơ) from a dossier's events: a row for
 * every hold.
 */
export function controlSheet(events: readonly StoredEvent<DossierEvent>[]): readonly ControlSheetRow[] {
  const rows: ControlSheetRow[] = [];
  const change = (changes: Partial<ControlSheetRow>) => {
    const last = rows.at(-1);
    if (last && last.endedAt === null) rows[rows.length - 1] = { ...last, ...changes };
  };
  const end = (at: string) => {
    change({ endedAt: at, timeliness: timelinessOf(rows.at(-1)?.due ?? null, at) });
  };
  for (const event of events) {
    const hold = holdBegun(event);
    if (hold !== undefined) {
      end(event.occurred);
      rows.push({ ...hold, receivedAt: event.occurred, endedAt: null, timeliness: null });
      continue;
    }
    switch (event.type) {
      case 'SupplementReceived':
      case 'DossierResumed':
      case 'PaymentConfirmed':
        // A pause moves the due time of the current step; the row shows the one it is judged by.
        if (event.data.stepDue) change({ due: event.data.stepDue.at });
        break;
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

type Hold = Omit<ControlSheetRow, 'receivedAt' | 'endedAt' | 'timeliness'>;

/** The hold that begins with an event; `undefined` if none does. */
function holdBegun(event: StoredEvent<DossierEvent>): Hold | undefined {
  switch (event.type) {
    case 'DossierAccepted':
    case 'DossierImported':
      return { stepId: null, stepName: null, from: null, to: event.data.holder, due: null, note: '' };
    case 'DossierHandedOver': {
      const { step, from, to, note } = event.data;
      return {
        stepId: step?.stepId ?? null,
        stepName: step?.name ?? null,
        from,
        to,
        due: step?.due?.at ?? null,
        note,
      };
    }
    case 'StepStarted': {
      const { step, holder } = event.data;
      return {
        stepId: step.stepId,
        stepName: step.name,
        from: null,
        to: holder,
        due: step.due?.at ?? null,
        note: '',
      };
    }
    default:
      return undefined;
  }
}
