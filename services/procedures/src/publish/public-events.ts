import {
  publisher,
  type PersonForgotten,
  type PublicMessage,
  type Publisher,
  type StoredEvent,
} from '@egov/chassis/publish';
import * as wire from '@egov/proto/egov/procedures/events/v1/procedures_events';
import type { DossierEvent } from '../domain/dossier/events.ts';
import type { ProcedureEvent } from '../domain/procedure/events.ts';

type Published = DossierEvent | ProcedureEvent | PersonForgotten;
type Encoder<Message> = Readonly<{
  encode: (message: Message) => Readonly<{ finish: () => Uint8Array }>;
  fromPartial: (message: Partial<Message>) => Message;
}>;

const instant = (text: string | null): Date | undefined => (text === null ? undefined : new Date(text));

const message = <Message>(
  type: string,
  subject: string,
  encoder: Encoder<Message>,
  content: Partial<Message>,
): PublicMessage => ({
  subject: `egov.procedures.${subject}.v1`,
  type: `egov.procedures.events.v1.${type}`,
  message: encoder.encode(encoder.fromPartial(content)).finish(),
});

/** A public event about a dossier: its id, agency, procedure and time, then the event's details. */
function about<Message>(
  event: StoredEvent<DossierEvent>,
  type: string,
  subject: string,
  encoder: Encoder<Message>,
  content: Partial<Message> = {},
): PublicMessage | undefined {
  // An imported history is not published: it happened long ago.
  if (event.importId !== undefined) return undefined;
  const { dossierId, agencyId, procedureCode } = event.data;
  return message(type, `dossier.${subject}`, encoder, {
    dossierId,
    agencyId,
    procedureCode,
    occurredAt: instant(event.occurred),
    ...content,
  } as Partial<Message>);
}

/**
 * The events that are public, each with its contract; the others stay inside. They contain no personal data:
 * a listener that may know more asks over gRPC.
 */
export const publicEvents: Publisher = publisher<Published>({
  ProcedureVersionPublished: ({ data: { inForceFrom, ...data } }) =>
    message('ProcedurePublished', 'procedure.published', wire.ProcedurePublished, {
      ...data,
      inForceFromDay: inForceFrom,
    }),
  PersonForgotten: ({ data }) =>
    message('PersonForgotten', 'person.forgotten', wire.PersonForgotten, { personId: data.personId }),
  DossierSubmitted: (event) => about(event, 'DossierSubmitted', 'submitted', wire.DossierSubmitted),
  DossierAccepted: (event) =>
    about(event, 'DossierAccepted', 'accepted', wire.DossierAccepted, {
      code: event.data.code,
      dueAt: instant(event.data.due.promised),
    }),
  DossierRefused: (event) => about(event, 'DossierRefused', 'refused', wire.DossierRefused),
  SupplementRequested: (event) =>
    about(event, 'SupplementRequested', 'supplement_requested', wire.SupplementRequested, {
      replyDueAt: instant(event.data.replyBy?.at ?? null),
    }),
  SupplementReceived: (event) =>
    about(event, 'SupplementReceived', 'supplement_received', wire.SupplementReceived, {
      previousDueAt: instant(event.data.previousDue),
      dueAt: instant(event.data.due.promised),
    }),
  DossierSuspended: (event) => about(event, 'DossierSuspended', 'suspended', wire.DossierSuspended),
  DossierResumed: (event) =>
    about(event, 'DossierResumed', 'resumed', wire.DossierResumed, {
      dueAt: instant(event.data.due.promised),
    }),
  DossierHandedOver: (event) =>
    about(event, 'DossierHandedOver', 'handed_over', wire.DossierHandedOver, {
      toAgencyId: event.data.to.agencyId,
      toOfficialId: event.data.to.officialId ?? undefined,
      stepId: event.data.step?.stepId ?? undefined,
    }),
  PaymentRequested: (event) =>
    about(event, 'PaymentRequested', 'payment_requested', wire.PaymentRequested, {
      paymentId: event.data.paymentId,
      amount: BigInt(event.data.amount),
    }),
  PaymentConfirmed: (event) =>
    about(event, 'PaymentConfirmed', 'payment_confirmed', wire.PaymentConfirmed, {
      paymentId: event.data.paymentId,
      amount: BigInt(event.data.amount),
    }),
  DossierExtended: (event) =>
    about(event, 'DossierExtended', 'extended', wire.DossierExtended, {
      previousDueAt: instant(event.data.previousDue),
      dueAt: instant(event.data.due),
    }),
  DossierStopped: (event) => about(event, 'DossierStopped', 'stopped', wire.DossierStopped),
  DossierWithdrawn: (event) => about(event, 'DossierWithdrawn', 'withdrawn', wire.DossierWithdrawn),
  ResultReleased: (event) =>
    about(event, 'ResultReleased', 'result_released', wire.ResultReleased, {
      outcome: event.data.outcome,
      timeliness: event.data.timeliness ?? undefined,
    }),
  ResultSentBack: (event) => about(event, 'ResultSentBack', 'result_sent_back', wire.ResultSentBack),
  ResultReturned: (event) =>
    about(event, 'ResultReturned', 'result_returned', wire.ResultReturned, { method: event.data.method }),
  MessageWritten: (event) =>
    about(event, 'MessageWritten', 'message_written', wire.MessageWritten, { audience: event.data.audience }),
  DossierRated: (event) =>
    about(event, 'DossierRated', 'rated', wire.DossierRated, {
      subject: event.data.subject,
      targetId: event.data.targetId ?? undefined,
      score: event.data.score,
    }),
});
