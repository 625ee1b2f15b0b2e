import { MessageAudience } from '@egov/proto/egov/procedures/v1/dossier';
import type * as wire from '@egov/proto/egov/procedures/v1/timeline';
import type { TimelineEntry } from '../application/dossier/shown-dossier.ts';
import type { DossierEvent } from '../domain/dossier/events.ts';
import { actDetailOf, holdingDetailOf } from './act-details.ts';
import { dateTo, stateTo } from './enums.ts';

/** An entry of the timeline as its reader is shown it. */
export const timelineEntryTo = ({ event, ...entry }: TimelineEntry): wire.TimelineEntry => ({
  revision: BigInt(entry.revision),
  eventType: event.type,
  occurredAt: dateTo(entry.occurred),
  recordedAt: dateTo(entry.at),
  actorId: entry.actorId,
  actorAgencyId: entry.actorAgencyId,
  state: stateTo(entry.state),
  detail: detailOf(event),
  dueChange: dueChangeOf(event),
  facts: factsOf(event),
});

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
    case 'StepStarted':
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
