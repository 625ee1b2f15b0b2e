import { jetstreamManager, type MsgRequest } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { forgottenBy } from '@egov/platform';
import { brokerUnreachable } from '../messaging/broker-errors.ts';

const AGAIN_MS = 2_000;

/** Other spaces whose forgotten persons are forgotten in this one too, and what to do if that fails. */
export type ForgetsWith = Readonly<{ spaces: readonly string[]; failed: (error: unknown) => void }>;

type Heard = Readonly<{ stop: () => void }>;

/**
 * Calls back with everybody whom other spaces have forgotten so far, and each one forgotten from now on; the
 * callback must be idempotent. The records are read in their order from the other account, whose notices say
 * only that there is more to read: what was missed while the connection was lost is read after it.
 */
export async function hearForgotten(
  nats: NatsConnection,
  others: ForgetsWith | undefined,
  forget: (personId: string) => Promise<void>,
): Promise<Heard> {
  const { spaces, failed } = others ?? { spaces: [], failed: () => undefined };
  const hearing = await Promise.all(spaces.map((space) => hearSpace(nats, space, forget, failed)));
  return {
    stop: () => {
      for (const { stop } of hearing) stop();
    },
  };
}

async function hearSpace(
  nats: NatsConnection,
  space: string,
  forget: (personId: string) => Promise<void>,
  failed: (error: unknown) => void,
): Promise<Heard> {
  const { stream, apiPrefix, subject } = forgottenBy(space);
  const { streams } = await jetstreamManager(nats, { apiPrefix, checkAPI: false });
  let read = 0;
  const readOn = async (): Promise<void> => {
    for (;;) {
      // The server accepts `next_by_subj` here too; only the client's type lacks it.
      const next = await streams.getMessage(stream, { seq: read + 1, next_by_subj: '>' } as MsgRequest);
      if (next === null) return;
      const [, personId] = (next.subject.split('.').at(-1) ?? '').split('/');
      if (personId !== undefined) await forget(personId);
      read = next.seq;
    }
  };
  let reading = Promise.resolve();
  let later: NodeJS.Timeout | undefined;
  const more = (): void => {
    reading = reading.then(readOn).catch((error: unknown) => {
      if (!brokerUnreachable(error)) return failed(error);
      clearTimeout(later);
      later = setTimeout(more, AGAIN_MS);
    });
  };
  const subscription = nats.subscribe(subject, {
    callback: (error) => {
      if (error === null) more();
      else failed(error);
    },
  });
  // Ends with the connection.
  const reconnections = async (): Promise<void> => {
    for await (const { type } of nats.status()) if (type === 'reconnect') more();
  };
  void reconnections().catch(failed);
  more();
  return {
    stop: () => {
      clearTimeout(later);
      subscription.unsubscribe();
    },
  };
}
