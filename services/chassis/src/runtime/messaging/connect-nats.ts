import { setTimeout as after } from 'node:timers/promises';
import { connect, type ConnectionOptions, type NatsConnection } from 'nats';

const WITHIN_MS = 120_000;
const AGAIN_MS = 500;
/** What a broker that is not there yet looks like: its name, its port, its first answer. */
const notThere = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'CONNECTION_REFUSED',
  'TIMEOUT',
  'DISCONNECT',
]);

/**
 * Connects to the broker, which may start later than who needs it; a connection that was lost comes back by
 * itself, for however long it takes. `url` may carry an account, `nats://name:password@host:port`. Throws the
 * last error when the broker is not there within two minutes, and any other at once.
 */
export async function connectNats(url: string, name: string, withinMs = WITHIN_MS): Promise<NatsConnection> {
  const end = Date.now() + withinMs;
  for (;;) {
    try {
      return await connect({ ...brokerAt(url), name, maxReconnectAttempts: -1 });
    } catch (error) {
      if (!isNotThere(error) || Date.now() + AGAIN_MS > end) throw error;
      await after(AGAIN_MS);
    }
  }
}

const isNotThere = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && notThere.has(String(error.code));

/**
 * What the client needs in parts: of a URL it takes the host alone. An account hears answers under a prefix
 * of its own, so that no other may listen to them.
 */
export function brokerAt(url: string): Pick<ConnectionOptions, 'servers' | 'user' | 'pass' | 'inboxPrefix'> {
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
