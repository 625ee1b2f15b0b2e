import { setTimeout as after } from 'node:timers/promises';
import { connect, type NodeConnectionOptions, type NatsConnection } from '@nats-io/transport-node';
import { brokerUnreachable } from './broker-errors.ts';

const WITHIN_MS = 120_000;
const AGAIN_MS = 500;

/**
 * Connects to the broker, which may start later than its clients; a lost connection is restored, however long
 * it takes. `url` may carry an account, `nats://name:password@host:port`. Throws with the last error as its
 * cause if the broker is not there within two minutes, and any other error at once.
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
 * The options of the client, which takes only the host of a URL. Each account receives replies under its own
 * prefix, so that no other can listen to them.
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
