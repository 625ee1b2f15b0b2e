import { DossierState, type Timeliness } from '@egov/proto/egov/procedures/v1/dossier';
import type { ActResult } from '../application/dossier/dossier-act.ts';
import type { DossierEvent } from '../domain/dossier/events.ts';
import { dateTo, stateTo, timelinessTo } from './enums.ts';

type Events = Pick<ActResult, 'events'>;

/** What every act returns: the dossier, its revision and state, and the log position. */
export const actTo = ({ dossierId, revision, position, state }: ActResult) => ({
  dossierId,
  revision,
  position,
  state: state.phase === 'unknown' ? DossierState.DOSSIER_STATE_UNSPECIFIED : stateTo(state.phase),
});

/** The first value found in the events of an act. */
function firstIn<Value>(
  { events }: Events,
  of: (event: DossierEvent) => Value | undefined,
): Value | undefined {
  for (const event of events) {
    const value = of(event);
    if (value !== undefined) return value;
  }
  return undefined;
}

export const codeOf = (done: Events): string | undefined =>
  firstIn(done, (event) => (event.type === 'DossierAccepted' ? event.data.code : undefined));

/** The due time after the act; for an extension the instant itself. */
export const dueOf = (done: Events): Date | undefined =>
  dateTo(
    firstIn(done, (event) => {
      switch (event.type) {
        case 'DossierAccepted':
        case 'SupplementReceived':
        case 'DossierResumed':
        case 'PaymentConfirmed':
          return event.data.due.promised;
        case 'DossierExtended':
          return event.data.due;
        default:
          return undefined;
      }
    }),
  );

export const replyByOf = (done: Events): Date | undefined =>
  dateTo(
    firstIn(done, (event) =>
      event.type === 'SupplementRequested' ? (event.data.replyBy?.at ?? null) : undefined,
    ),
  );

export const stepDueOf = (done: Events): Date | undefined =>
  dateTo(
    firstIn(done, (event) =>
      event.type === 'DossierHandedOver' || event.type === 'StepStarted'
        ? (event.data.step?.due?.at ?? null)
        : undefined,
    ),
  );

export const timelinessOf = (done: Events): Timeliness | undefined =>
  timelinessTo(
    firstIn(done, (event) => (event.type === 'ResultReleased' ? event.data.timeliness : undefined)) ?? null,
  );

export const flaggedIn = ({ events }: Events): number =>
  events.filter((event) => event.type === 'StepRecorded' && event.data.flags.length > 0).length;
