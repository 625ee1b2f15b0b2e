import { connect, type NatsConnection } from 'nats';

/** Connects to the broker; a connection that was lost comes back by itself, for however long it takes. */
export const connectNats = (url: string): Promise<NatsConnection> => connect({ servers: url, name: 'citizen-portal', maxReconnectAttempts: -1 });
