import { readFile } from 'node:fs/promises';
import type { NatsConnection } from '@nats-io/transport-node';
import type { ServiceConfig } from '../config/service-config.ts';
import type { KeyStore } from '../keys/key-store.ts';
import { natsKeyStore } from '../keys/nats-key-store.ts';
import { connectNats } from '../messaging/connect-nats.ts';
import type { Ground } from './service-definition.ts';

/** The keys of persons, and the broker that stores them. */
export type OpenedKeys = Readonly<{ nats: NatsConnection; keys: KeyStore }>;

/** Connects a service to the broker, and opens the keys it seals with, as in every service. */
export async function openKeys(
  name: string,
  { config, onStop }: Pick<Ground<ServiceConfig>, 'config' | 'onStop'>,
): Promise<OpenedKeys> {
  const nats = await connectNats(config.NATS_URL, name);
  onStop('NATS', () => nats.drain());
  const masterKey = await readFile(config.MASTER_KEY_FILE);
  const keys = await natsKeyStore({ nats, masterKey, bucket: 'person-keys' });
  onStop('key store', () => keys.close());
  return { nats, keys };
}
