import { readFile } from 'node:fs/promises';
import type { NatsConnection } from '@nats-io/transport-node';
import { brokerStreams } from '@egov/platform';
import type { ServiceConfig } from '../config/service-config.ts';
import type { KeyStore } from '../keys/key-store.ts';
import { natsKeyStore } from '../keys/nats-key-store.ts';
import { awaitStreams } from '../messaging/await-streams.ts';
import { connectNats } from '../messaging/connect-nats.ts';
import type { Ground, Service } from './service-definition.ts';

/** The keys of persons, and the broker that stores them. */
export type OpenedKeys = Readonly<{ nats: NatsConnection; keys: KeyStore }>;

/**
 * Connects a service to the broker, once that has its streams, and opens the keys it seals with, a space of
 * its own. What another service forgets is forgotten here only if the list names it in `forgetsWith`.
 */
export async function openKeys(
  { name, kind, forgetsWith }: Service['entry'],
  { config, onStop, fail }: Pick<Ground<ServiceConfig>, 'config' | 'onStop' | 'fail'>,
): Promise<OpenedKeys> {
  const nats = await connectNats(config.NATS_URL, name);
  onStop('NATS', () => nats.drain());
  await awaitStreams(nats, brokerStreams(name, { kind, keeps: {} }));
  const masterKey = await readFile(config.MASTER_KEY_FILE);
  const keys = await natsKeyStore({
    nats,
    masterKey,
    space: name,
    forgetsWith: { spaces: forgetsWith, failed: fail },
  });
  onStop('key store', () => keys.close());
  return { nats, keys };
}
