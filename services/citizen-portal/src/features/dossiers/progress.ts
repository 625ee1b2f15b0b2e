import { detailOf, explainDue, eventText, stateText } from '@egov/dossier-views';
import type { Visit } from '@egov/chassis/web';
import { DossierState, ResultOutcome, type Dossier } from '@egov/proto/egov/procedures/v1/dossier';
import type { TimelineEntry } from '@egov/proto/egov/procedures/v1/timeline';
import type { Missing } from './missing.ts';

/** What puts a dossier onto a desk. */
const moves: readonly string[] = [
  'DossierSubmitted',
  'DossierAccepted',
  'DossierHandedOver',
  'StepStarted',
  'ResultReleased',
];

/**
 * The progress of a dossier as seen by its applicant or a holder of its slip: who has it, what comes next,
 * when it is due and why, and every step.
 */
export const progress = (
  dossier: Dossier,
  entries: readonly TimelineEntry[],
  { holder, missing }: Readonly<{ holder: string; missing: readonly Missing[] }>,
  { t, locale }: Pick<Visit, 't' | 'locale'>,
) => ({
  dossier,
  holder,
  state: stateText(dossier.state, t),
  since: entries.findLast(({ eventType }) => moves.includes(eventType))?.occurredAt,
  result: resultOf(entries, t),
  next: t(nextKey(dossier)),
  due: explainDue({ due: dossier.dueAt, working: dossier.dueWorking }, t, locale),
  paused: dossier.pausedFor === undefined ? '' : t(`paused.${dossier.pausedFor}`),
  timeline: entries
    .filter(({ eventType }) => eventType !== 'MessageWritten')
    .map(({ eventType, occurredAt: occurred, state }) => ({
      what: eventText(eventType, t),
      when: occurred,
      state: stateText(state, t),
    })),
  missing,
});

/** The current result, as released; undefined before its release and after it was sent back. */
function resultOf(
  entries: readonly TimelineEntry[],
  t: Visit['t'],
): Readonly<{ outcome: string; document: string; at: Date | undefined }> | undefined {
  const last = entries.findLast(
    ({ eventType }) => eventType === 'ResultReleased' || eventType === 'ResultSentBack',
  );
  const result = last && detailOf(last, 'result');
  if (result === undefined) return undefined;
  const denied = result.outcome === ResultOutcome.RESULT_OUTCOME_DENIED;
  return {
    outcome: t(denied ? 'dossiers.denied' : 'dossiers.granted'),
    document: result.document ?? '',
    at: last?.occurredAt,
  };
}

/** The key of the text that says what comes next. */
export function nextKey({ state, pausedFor }: Dossier): string {
  switch (state) {
    case DossierState.DOSSIER_STATE_REGISTERED:
      return 'dossiers.next.registered';
    case DossierState.DOSSIER_STATE_SUPPLEMENT_REQUESTED:
      return 'dossiers.next.supply';
    case DossierState.DOSSIER_STATE_PAYMENT_REQUESTED:
      return 'dossiers.next.pay';
    case DossierState.DOSSIER_STATE_RESOLVED:
      return 'dossiers.next.collect';
    case DossierState.DOSSIER_STATE_ACCEPTED:
    case DossierState.DOSSIER_STATE_IN_PROGRESS:
      return pausedFor === undefined ? 'dossiers.next.work' : 'dossiers.next.wait';
    default:
      return 'dossiers.next.nothing';
  }
}
