import {
  type JetStreamManager,
  type JsMsg,
  type MsgRequest,
  jetstream,
  jetstreamManager,
} from '@nats-io/jetstream';
import { type NatsConnection, headers } from '@nats-io/transport-node';
import { parkedStream } from '@egov/platform';
import { counter } from '../../telemetry/signals.ts';
import { type ReceivedMessage, readCloudEvent } from './cloud-event.ts';

/** A message that its consumer gave up on. */
export type ParkedMessage = Readonly<{
  sequence: number;
  reason: string;
  consumer: string;
  parkedAt: Date;
  message: ReceivedMessage | undefined;
  data: Uint8Array;
}>;

const { name: PARKED_STREAM } = parkedStream;
const messagesParked = counter('messagesParked');
const SUBJECT = 'egov-parked-subject';
const UNNAMED = 'unnamed';

/** Iterates over what is parked under a subject, oldest first. */
async function* parkedUnder(jsm: JetStreamManager, subject: string): AsyncGenerator<ParkedMessage> {
  for (let sequence = 1; ;) {
    // The server accepts `next_by_subj` here too; only the client's type lacks it.
    const query = { seq: sequence, next_by_subj: subject } as MsgRequest;
    const next = await jsm.streams.getMessage(PARKED_STREAM, query);
    if (next === null) return;
    const message = readCloudEvent(next.header.get(SUBJECT), next.header, next.data);
    const [, consumer = ''] = next.subject.split('.');
    yield {
      sequence: next.seq,
      reason: next.header.get('egov-parked-reason'),
      consumer,
      parkedAt: next.time,
      message,
      data: next.data,
    };
    sequence = next.seq + 1;
  }
}

/** Lists the messages that the policies of a service gave up on, oldest first. */
export async function parkedMessages(
  nats: NatsConnection,
  service: string,
  most: number,
): Promise<readonly ParkedMessage[]> {
  const found: ParkedMessage[] = [];
  for await (const parked of parkedUnder(await jetstreamManager(nats), `${PARKED_STREAM}.>`)) {
    if (!parked.consumer.startsWith(`${service}_`)) continue;
    found.push(parked);
    if (found.length === most) break;
  }
  return found;
}

/** Parks the messages of one consumer, and lists them. */
export const parking = async (nats: NatsConnection, consumer: string) => {
  const jsm = await jetstreamManager(nats);
  const client = jetstream(nats);
  const subjectOf = (aggregateId: string): string =>
    `${PARKED_STREAM}.${consumer}.${/^[\w-]+$/.test(aggregateId) ? aggregateId : UNNAMED}`;
  return {
    /** Parks the message with the reason; parked twice, it is stored once. */
    park: async (message: JsMsg, aggregateId: string, reason: string): Promise<void> => {
      const kept = headers();
      for (const [name, values] of message.headers ?? [])
        if (!/^nats-/i.test(name)) for (const value of values) kept.append(name, value);
      kept.set('egov-parked-reason', reason);
      kept.set('egov-parked-deliveries', String(message.info.deliveryCount));
      kept.set(SUBJECT, message.subject);
      await client.publish(subjectOf(aggregateId), message.data, {
        headers: kept,
        msgID: `${consumer}:${message.info.stream}:${message.seq}`,
      });
      messagesParked(1, { consumer, reason });
    },
    /** Whether an earlier event of the aggregate is parked, which later ones must not overtake. */
    holds: async (aggregateId: string): Promise<boolean> =>
      (await jsm.streams.getMessage(PARKED_STREAM, { last_by_subj: subjectOf(aggregateId) })) !== null,
    /** The parked messages in the order in which they were parked. */
    all: () => parkedUnder(jsm, `${PARKED_STREAM}.${consumer}.>`),
    /** How many are parked. */
    count: async (): Promise<number> => {
      const { state } = await jsm.streams.info(PARKED_STREAM, {
        subjects_filter: `${PARKED_STREAM}.${consumer}.>`,
      });
      return Object.values(state.subjects ?? {}).reduce((sum, messages) => sum + messages, 0);
    },
    /** Removes a settled message; another replica may have removed it already. */
    remove: async (sequence: number): Promise<void> => {
      try {
        await jsm.streams.deleteMessage(PARKED_STREAM, sequence);
      } catch (error) {
        const still = await jsm.streams.getMessage(PARKED_STREAM, { seq: sequence });
        if (still !== null) throw error;
      }
    },
  };
};

/** The parking of one consumer. */
export type Parking = Awaited<ReturnType<typeof parking>>;
