import { connect, type ConnectionOptions, type NatsConnection } from 'nats';

/** Connects to the broker; a connection that was lost comes back by itself, for however long it takes. `url` may carry an account, `nats://name:password@host:port`. */
export const connectNats = (url: string, name: string): Promise<NatsConnection> => connect({ ...brokerAt(url), name, maxReconnectAttempts: -1 });

/** What the client needs in parts: of a URL it takes the host alone. An account hears answers under a prefix of its own, so that no other may listen to them. */
export function brokerAt(url: string): Pick<ConnectionOptions, 'servers' | 'user' | 'pass' | 'inboxPrefix'> {
  const { username, password, host } = new URL(url);
  return { servers: host, ...(username === '' ? {} : { user: decodeURIComponent(username), pass: decodeURIComponent(password), inboxPrefix: `_INBOX_${username}` }) };
}
