import { setTimeout as after } from 'node:timers/promises';
import { connect, type NodeConnectionOptions, type NatsConnection } from '@nats-io/transport-node';
import { authorityOf } from '../tls/authority.ts';
import { brokerUnreachable, untrusted } from './broker-errors.ts';

const WITHIN_MS = 120_000;
const AGAIN_MS = 500;

/**
 * Connects to the broker, which may start later than its clients; a lost connection is restored, however long
 * it takes. `url` may carry an account, `nats://name:password@host:port`; with TLS it is
 * `tls://name:password@host:port?ca=FILE`, where the authority is not the system's. Throws with the last
 * error as its cause if the broker is not there within two minutes, and any other error at once.
 */
export async function connectNats(url: string, name: string, withinMs = WITHIN_MS): Promise<NatsConnection> {
  const end = Date.now() + withinMs;
  for (;;) {
    try {
      return await connect({ ...brokerAt(url), name, maxReconnectAttempts: -1 });
    } catch (error) {
      if (untrusted(error))
        throw new Error(
          `The broker at ${brokerAt(url).servers} is not the one that the authority (?ca= of NATS_URL) has ` +
            'certified for this name.',
          { cause: error },
        );
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
): Pick<NodeConnectionOptions, 'servers' | 'user' | 'pass' | 'inboxPrefix' | 'tls'> {
  const address = new URL(url);
  const { username, password, host, protocol } = address;
  const ca = authorityOf(address);
  const authority = ca === undefined ? {} : { ca: ca.toString() };
  return {
    servers: host,
    // TLS first: no server can talk a client out of it. Without it, none is begun either.
    tls: protocol === 'tls:' ? { handshakeFirst: true, ...authority } : null,
    ...(username === ''
      ? {}
      : {
          user: decodeURIComponent(username),
          pass: decodeURIComponent(password),
          inboxPrefix: `_INBOX_${username}`,
        }),
  };
}
