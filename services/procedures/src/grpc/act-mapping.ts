import { DossierState, type Timeliness } from '@egov/proto/egov/procedures/v1/dossier';
import type { Acted } from '../application/dossier-act.ts';
import type { DossierEvent } from '../domain/dossier/events.ts';
import { dateTo, stateTo, timelinessTo } from './enums.ts';

type Told = Pick<Acted, 'events'>;

/** What every act answers: the dossier, its revision and state, and the log position. */
export const actTo = ({ dossierId, revision, position, state }: Acted) => ({
  dossierId,
  revision,
  position,
  state: state.phase === 'unknown' ? DossierState.DOSSIER_STATE_UNSPECIFIED : stateTo(state.phase),
});

/** What the events of an act say of something, where one does. */
function said<Value>({ events }: Told, of: (event: DossierEvent) => Value | undefined): Value | undefined {
  for (const event of events) {
    const value = of(event);
    if (value !== undefined) return value;
  }
  return undefined;
}

export const codeOf = (done: Told): string =>
  said(done, (event) => (event.type === 'DossierAccepted' ? event.data.code : undefined)) ?? '';

/** The due time after the act; of an extension it is the instant itself. */
export const dueOf = (done: Told): Date | undefined =>
  dateTo(
    said(done, (event) => {
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

export const replyByOf = (done: Told): Date | undefined =>
  dateTo(
    said(done, (event) =>
      event.type === 'SupplementRequested' ? (event.data.replyBy?.at ?? null) : undefined,
    ),
  );

export const stepDueOf = (done: Told): Date | undefined =>
  dateTo(
    said(done, (event) =>
      event.type === 'DossierHandedOver' || event.type === 'StepStarted'
        ? (event.data.step?.due?.at ?? null)
        : undefined,
    ),
  );

export const timelinessOf = (done: Told): Timeliness =>
  timelinessTo(
    said(done, (event) => (event.type === 'ResultReleased' ? event.data.timeliness : undefined)) ?? null,
  );

export const flaggedIn = ({ events }: Told): number =>
  events.filter((event) => event.type === 'StepRecorded' && event.data.flags.length > 0).length;
