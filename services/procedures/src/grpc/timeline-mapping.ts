import { MessageAudience } from '@egov/proto/egov/procedures/v1/dossier';
import type * as wire from '@egov/proto/egov/procedures/v1/timeline';
import type { Timeline } from '../application/dossier/list-dossier-timeline.ts';
import { dossierCatalogue } from '../domain/dossier/catalogue.ts';
import type { DossierEvent } from '../domain/dossier/events.ts';
import { actDetailOf, holdingDetailOf } from './act-details.ts';
import { dateTo, stateTo } from './enums.ts';

/** Events of the timeline; the fields declared personal are removed if the caller may not see them. */
export const timelineTo = ({ entries, personal }: Timeline): wire.TimelineEntry[] =>
  entries.map(({ event, state }) => {
    const shown = personal ? event : withoutPersonal(event);
    return {
      revision: BigInt(event.revision),
      eventType: event.type,
      occurred: dateTo(event.occurred),
      recorded: dateTo(event.at),
      actorId: event.actor.id,
      actorAgencyId: event.actor.agencyId ?? undefined,
      state: stateTo(state),
      detail: detailOf(shown),
      dueChange: dueChangeOf(shown),
      facts: factsOf(shown),
    };
  });

const withoutPersonal = <E extends DossierEvent>(event: E): E => ({
  ...event,
  data: Object.keys(dossierCatalogue[event.type].sealed ?? {}).reduce<object>(
    (data, path) => withoutPath(data, path.split('.')),
    event.data,
  ),
});

/** The value with null at the path, as if a person's key were destroyed. */
function withoutPath(value: object, [name = '', ...rest]: readonly string[]): object {
  if (name === '*') return (value as readonly object[]).map((element) => withoutPath(element, rest));
  const inner = (value as Readonly<Record<string, unknown>>)[name];
  return {
    ...value,
    [name]:
      rest.length === 0 || typeof inner !== 'object' || inner === null ? null : withoutPath(inner, rest),
  };
}

function dueChangeOf({ type, data }: DossierEvent): wire.DueChange | undefined {
  switch (type) {
    case 'DossierAccepted':
    case 'DossierImported':
      return { dueAt: dateTo(data.due.promised) };
    case 'SupplementReceived':
    case 'DossierResumed':
    case 'PaymentConfirmed':
      return { previousDueAt: dateTo(data.previousDue), dueAt: dateTo(data.due.promised) };
    case 'DossierExtended':
      return { previousDueAt: dateTo(data.previousDue), dueAt: dateTo(data.due) };
    default:
      return undefined;
  }
}

/** The texts of an act for display, in reading order. */
function factsOf({ type, data }: DossierEvent): wire.Fact[] {
  switch (type) {
    case 'DossierRefused':
    case 'DossierStopped':
      return facts({ reason: data.reason, legal_ground: data.legalGround });
    case 'SupplementRequested':
    case 'DossierExtended':
    case 'DossierWithdrawn':
    case 'ResultSentBack':
      return facts({ reason: data.reason });
    case 'DossierSuspended':
      return facts({ reason: data.reason, authority: data.authority });
    case 'DossierResumed':
      return facts({ authority: data.authority, outcome: data.outcome });
    case 'DossierHandedOver':
      return facts({ note: data.note });
    case 'StepCompleted':
      return facts({ outcome: data.outcome });
    case 'PaymentRequested':
      return facts({ description: data.description });
    case 'PaymentConfirmed':
    case 'PaymentRefunded':
      return facts({ reference: data.reference });
    case 'DossierRated':
      return facts({ comment: data.comment });
    default:
      return [];
  }
}

const facts = (texts: Readonly<Record<string, string | null>>): wire.Fact[] =>
  Object.entries(texts).flatMap(([key, text]) => (text === null || text === '' ? [] : [{ key, text }]));

function detailOf(event: DossierEvent): wire.TimelineEntry['detail'] {
  if (event.type !== 'MessageWritten') return holdingDetailOf(event) ?? actDetailOf(event);
  const { audience, text } = event.data;
  return {
    $case: 'message',
    value: {
      audience:
        audience === 'office'
          ? MessageAudience.MESSAGE_AUDIENCE_OFFICE
          : MessageAudience.MESSAGE_AUDIENCE_EVERYBODY,
      text: text ?? undefined,
    },
  };
}
