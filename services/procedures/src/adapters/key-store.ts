import { readFile } from 'node:fs/promises';
import { connect } from 'nats';
import { natsKeyStore } from '@egov/chassis/runtime';
import type { KeyStore } from '@egov/chassis/runtime';

/** Opens the key store on the broker; the connection is the store's own, comes back by itself and closes with it. */
export async function openKeyStore({ url, masterKeyFile }: Readonly<{ url: string; masterKeyFile: string }>): Promise<KeyStore> {
  const masterKey = await readFile(masterKeyFile);
  const nats = await connect({ servers: url, name: 'procedures keys', maxReconnectAttempts: -1 });
  const store = await natsKeyStore({ nats, masterKey, bucket: 'person-keys' });
  return {
    ...store,
    close: async () => {
      await store.close();
      await nats.drain();
    },
  };
}
