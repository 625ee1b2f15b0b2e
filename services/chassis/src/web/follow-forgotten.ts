import { jetstream } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { apiOf, publicStream } from '@egov/platform';
import type { Logger } from '../runtime/logger/logger.ts';
import { readCloudEvent } from '../runtime/messaging/cloud-event.ts';
import { patiently } from '../runtime/messaging/lease.ts';
import type { Sessions } from './session/nats-sessions.ts';
import type { PersonNotes } from './session/person-notes.ts';

/** The portal that forgets, and where it stores what it knows of a person. */
export type FollowForgottenOptions = Readonly<{
  nats: NatsConnection;
  /** `follows.forget` is the service whose persons are its visitors; without it, it follows nobody. */
  entry: Readonly<{ name: string; follows: Readonly<{ forget?: string }> }>;
  notes: Pick<PersonNotes, 'forget'>;
  sessions: Pick<Sessions, 'endOf'>;
  logger: Pick<Logger, 'warn'>;
  retryMs?: number;
}>;

const RETRY_MS = 5_000;
/** A pull is renewed this often, so that a silent server is noticed. */
const PULLED_FOR_MS = 10_000;

/**
 * Forgets whoever a service has forgotten, by a durable consumer `<portal>_forget`: once for all replicas,
 * and also what happened while none ran. A forgetting that fails is tried again until it succeeds, as nothing
 * else would ever do it. Returns a stop function.
 */
export function followForgotten(options: FollowForgottenOptions): () => Promise<void> {
  const { entry, logger, retryMs = RETRY_MS } = options;
  const service = entry.follows.forget;
  if (service === undefined) return async () => undefined;
  const ending = new AbortController();
  const run = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      try {
        await follow(service, options, ending.signal);
      } catch (error) {
        if (!ending.signal.aborted)
          logger.warn({ err: error }, 'a forgotten person could not be forgotten here yet');
      }
      await patiently(retryMs, ending.signal);
    }
  };
  const running = run();
  return async (): Promise<void> => {
    ending.abort();
    await running;
  };
}

async function follow(
  service: string,
  { nats, entry, notes, sessions }: FollowForgottenOptions,
  signal: AbortSignal,
): Promise<void> {
  const [stream, name] = [publicStream(service), `${entry.name}_forget`];
  const consumer = await jetstream(nats, { apiPrefix: apiOf(service) }).consumers.get(stream, name);
  const messages = await consumer.consume({ max_messages: 1, expires: PULLED_FOR_MS });
  const stop = (): void => messages.stop();
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  try {
    for await (const message of messages) {
      const event = readCloudEvent(message.subject, message.headers, message.data);
      try {
        if (event !== undefined) {
          await notes.forget(event.aggregateId);
          await sessions.endOf({ subject: event.aggregateId });
        }
      } catch (error) {
        message.nak();
        throw error;
      }
      message.ack();
    }
  } finally {
    signal.removeEventListener('abort', stop);
    messages.stop();
  }
}
