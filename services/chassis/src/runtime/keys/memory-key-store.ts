import { randomBytes } from 'node:crypto';
import { type KeyStore, assertPersonId, personForgotten } from './key-store.ts';
import { KEY_BYTES, masterKeyOf } from './key-wrapping.ts';

/** Keeps keys in memory, for tests; they are lost with the process. */
export function memoryKeyStore(masterKey: Uint8Array = randomBytes(KEY_BYTES)): KeyStore {
  const keys = new Map<string, Uint8Array>();
  const forgotten = new Set<string>();
  const watchers = new Set<(personId: string) => void>();
  const { lookup } = masterKeyOf(masterKey);
  return {
    lookup,
    async keyFor(personId) {
      assertPersonId(personId);
      if (forgotten.has(personId)) throw personForgotten(personId);
      const key = keys.get(personId) ?? randomBytes(KEY_BYTES);
      keys.set(personId, key);
      return key;
    },
    async find(personIds) {
      return new Map(
        personIds.flatMap((id) => {
          const key = keys.get(id);
          return key ? [[id, key] as const] : [];
        }),
      );
    },
    async forget(personId) {
      assertPersonId(personId);
      forgotten.add(personId);
      keys.delete(personId);
      for (const tell of watchers) tell(personId);
    },
    watchForgotten(callback) {
      watchers.add(callback);
      return () => void watchers.delete(callback);
    },
    close: async () => watchers.clear(),
  };
}
