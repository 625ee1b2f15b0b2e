import { timelinessOf, type Personal, type Timeliness } from '@egov/chassis/domain';
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
  note: Personal<string>;
}>;

/**
 * Builds the control sheet (Phiếu kiểm soát quá trình giải quyết hồ sơ) event by event: a row for every hold.
 */
export function nextRows(
  rows: readonly ControlSheetRow[],
  event: StoredEvent<DossierEvent>,
): readonly ControlSheetRow[] {
  const hold = holdBegun(event);
  if (hold !== undefined)
    return [
      ...ended(rows, event.occurred),
      { ...hold, receivedAt: event.occurred, endedAt: null, timeliness: null },
    ];
  switch (event.type) {
    case 'SupplementReceived':
    case 'DossierResumed':
    case 'PaymentConfirmed':
      // A pause moves the due time of the current step; the row shows the one it is judged by.
      return event.data.stepDue ? changed(rows, { due: event.data.stepDue.at }) : rows;
    case 'StepCompleted':
    case 'ResultReleased':
    case 'DossierStopped':
    case 'DossierWithdrawn':
      return ended(rows, event.occurred);
    default:
      return rows;
  }
}

const ended = (rows: readonly ControlSheetRow[], at: string): readonly ControlSheetRow[] =>
  changed(rows, { endedAt: at, timeliness: timelinessOf(rows.at(-1)?.due ?? null, at) });

/** Changes the last row while its hold lasts. */
function changed(
  rows: readonly ControlSheetRow[],
  changes: Partial<ControlSheetRow>,
): readonly ControlSheetRow[] {
  const last = rows.at(-1);
  return last && last.endedAt === null ? rows.with(-1, { ...last, ...changes }) : rows;
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
      const { step, holder, note } = event.data;
      return {
        stepId: step.stepId,
        stepName: step.name,
        from: null,
        to: holder,
        due: step.due?.at ?? null,
        note,
      };
    }
    default:
      return undefined;
  }
}
