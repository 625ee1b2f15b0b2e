import { randomBytes } from 'node:crypto';
import { type KeyStore, assertPersonId, accountClosed } from './key-store.ts';
import { KEY_BYTES, masterKeyOf } from './key-wrapping.ts';

/** Keeps keys in memory, for tests; they are lost with the process. */
export function memoryKeyStore(): KeyStore {
  const keys = new Map<string, Uint8Array>();
  const forgotten = new Set<string>();
  const watchers = new Set<(personId: string) => void>();
  const { mac } = masterKeyOf(randomBytes(KEY_BYTES));
  return {
    mac,
    async keyFor(personId) {
      assertPersonId(personId);
      if (forgotten.has(personId)) throw accountClosed();
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
    isForgotten: async (personId) => forgotten.has(personId),
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
