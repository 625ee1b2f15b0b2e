import { readFile } from 'node:fs/promises';
import type { NatsConnection } from '@nats-io/transport-node';
import type { ServiceConfig } from '../config/service-config.ts';
import type { KeyStore } from '../keys/key-store.ts';
import { natsKeyStore } from '../keys/nats-key-store.ts';
import { connectNats } from '../messaging/connect-nats.ts';
import type { Ground } from './service-definition.ts';

/** The keys of persons, and the broker that stores them. */
export type OpenedKeys = Readonly<{ nats: NatsConnection; keys: KeyStore }>;

/**
 * Connects a service to the broker, and opens the keys it seals with, a space of its own. What another
 * service forgets is forgotten here only if it is named in `forgetsWith`.
 */
export async function openKeys(
  name: string,
  { config, onStop, fail }: Pick<Ground<ServiceConfig>, 'config' | 'onStop' | 'fail'>,
  forgetsWith?: string,
): Promise<OpenedKeys> {
  const nats = await connectNats(config.NATS_URL, name);
  onStop('NATS', () => nats.drain());
  const masterKey = await readFile(config.MASTER_KEY_FILE);
  const keys = await natsKeyStore({
    nats,
    masterKey,
    bucket: 'person-keys',
    space: name,
    forgetsWith: forgetsWith === undefined ? undefined : { space: forgetsWith, failed: fail },
  });
  onStop('key store', () => keys.close());
  return { nats, keys };
}
