import type { ReceivedMessage } from '../runtime/messaging/cloud-event.ts';
import type { EventName, PublicEvents } from '../runtime/messaging/policy.ts';

type Codec<Message> = Readonly<{
  encode: (message: Message) => Readonly<{ finish: () => Uint8Array }>;
  fromPartial: (message: never) => Message;
  decode: (data: Uint8Array) => Message;
}>;
type MessageOf<Codes> =
  Codes extends Readonly<{ decode: (data: Uint8Array) => infer Message }> ? Message : never;

/**
 * A public event as a policy receives it: `react(receivedEvent(directory, 'AgencyRenamed', { name: 'A' }))`.
 * `envelope` overrides what comes with the message.
 */
export function receivedEvent<Events extends PublicEvents, Name extends EventName<Events>>(
  from: Events,
  name: Name,
  message: Partial<MessageOf<Events[Name]>>,
  envelope: Partial<ReceivedMessage> = {},
): ReceivedMessage {
  const { encode, fromPartial } = from[name] as unknown as Codec<unknown>;
  return {
    id: '0197a1c0-0000-7000-8000-0000000000e1',
    type: `${from.protobufPackage}.${name}`,
    subject: `${from.protobufPackage}.${name}`,
    aggregateId: '0197a1c0-0000-7000-8000-0000000000a1',
    revision: 0,
    previous: undefined,
    position: 0n,
    time: '2026-07-06T02:15:00.000Z',
    occurred: '2026-07-06T02:15:00.000Z',
    correlation: 'c',
    importId: undefined,
    data: encode(fromPartial(message as never)).finish(),
    ...envelope,
  };
}
