import { setTimeout as after } from 'node:timers/promises';
import { connect, type NodeConnectionOptions, type NatsConnection } from '@nats-io/transport-node';
import { brokerUnreachable } from './broker-errors.ts';

const WITHIN_MS = 120_000;
const AGAIN_MS = 500;

/**
 * Connects to the broker, which may start later than who needs it; a connection that was lost comes back by
 * itself, for however long it takes. `url` may carry an account, `nats://name:password@host:port`. Throws
 * with the last error as its cause when the broker is not there within two minutes, and any other at once.
 */
export async function connectNats(url: string, name: string, withinMs = WITHIN_MS): Promise<NatsConnection> {
  const end = Date.now() + withinMs;
  for (;;) {
    try {
      return await connect({ ...brokerAt(url), name, maxReconnectAttempts: -1 });
    } catch (error) {
      if (!brokerUnreachable(error)) throw error;
      if (Date.now() + AGAIN_MS > end)
        throw new Error(`The broker at ${brokerAt(url).servers} is not there.`, { cause: error });
      await after(AGAIN_MS);
    }
  }
}

/**
 * What the client needs in parts: of a URL it takes the host alone. An account hears answers under a prefix
 * of its own, so that no other may listen to them.
 */
export function brokerAt(
  url: string,
): Pick<NodeConnectionOptions, 'servers' | 'user' | 'pass' | 'inboxPrefix'> {
  const { username, password, host } = new URL(url);
  return {
    servers: host,
    ...(username === ''
      ? {}
      : {
          user: decodeURIComponent(username),
          pass: decodeURIComponent(password),
          inboxPrefix: `_INBOX_${username}`,
        }),
  };
}
