import { randomBytes } from 'node:crypto';
import { type JetStreamManager, jetstream, jetstreamManager } from '@nats-io/jetstream';
import { type KV, Kvm } from '@nats-io/kv';
import type { NatsConnection } from '@nats-io/transport-node';
import { LRUCache } from 'lru-cache';
import { DomainError } from '../../domain/mod.ts';
import { brokerUnreachable, wroteFirst } from '../messaging/broker-errors.ts';
import { type ForgetsWith, hearForgotten } from './hear-forgotten.ts';
import { type KeyStore, assertPersonId, accountClosed } from './key-store.ts';
import { type MasterKey, KEY_BYTES, masterKeyOf } from './key-wrapping.ts';

/**
 * Options of a key store on NATS. `space` is the service whose persons these are: the same id in another
 * space is another person, with another key. `cached` is how many keys stay unwrapped in memory.
 */
export type NatsKeyStoreOptions = Readonly<{
  nats: NatsConnection;
  masterKey: Uint8Array;
  space: string;
  forgetsWith?: ForgetsWith | undefined;
  cached?: number;
}>;

/**
 * An entry of the bucket that is not a person's: unwrapping it proves that the master key is the right one.
 */
const CHECK = 'master-key-check';
const CHECKED = Buffer.from('egov master key');

/** A replica that missed a forgetting keeps the key no longer than this. */
const CACHE_MS = 10 * 60_000;

/** A request in flight when the connection broke never gets a response: the call fails after this. */
const ANSWER_WITHIN = 2_000;

const BUCKET = 'person-keys';
const FORGOTTEN = `${BUCKET}-forgotten`;

type Buckets = Readonly<{
  space: string;
  keys: KV;
  forgotten: KV;
  jsm: JetStreamManager;
  master: MasterKey;
}>;

/**
 * Stores the keys of a space's persons in a NATS key-value bucket, wrapped by the master key. Forgetting is
 * recorded in a second bucket first, so that no replica recreates the key; then every stored revision is
 * overwritten.
 * Throws unavailable MASTER_KEY_WRONG when the bucket was filled under another master key.
 */
export async function natsKeyStore(options: NatsKeyStoreOptions): Promise<KeyStore> {
  const buckets = await openBuckets(options);
  await checkMasterKey(buckets);
  const cache = keyCache(options.cached ?? 50_000);
  const watchers = new Set<(personId: string) => void>();
  const drop = (personId: string): void => {
    cache.drop(personId);
    for (const tell of watchers) tell(personId);
  };
  const forget = async (personId: string): Promise<void> => {
    await reachable(() => destroyKey(buckets, personId));
    drop(personId);
  };
  const notices = await hearForgettings(options.nats, buckets, drop, () => cache.goDeaf());
  const others = await hearForgotten(options.nats, options.forgetsWith, forget);
  return {
    mac: buckets.master.mac,
    keyFor: async (personId) => {
      assertPersonId(personId);
      return (
        cache.get(personId) ??
        cache.remember(personId, await reachable(() => existingOrNewKey(buckets, personId)))
      );
    },
    find: async (personIds) => {
      const found = new Map<string, Uint8Array>();
      await reachable(() =>
        Promise.all(
          [...new Set(personIds)].map(async (personId) => {
            const cached = cache.get(personId);
            const key = cached ?? (await storedKey(buckets, personId));
            if (key) found.set(personId, cached ?? cache.remember(personId, key));
          }),
        ),
      );
      return found;
    },
    isForgotten: (personId) => reachable(() => isForgotten(buckets, personId)),
    forget: async (personId) => {
      assertPersonId(personId);
      await forget(personId);
    },
    watchForgotten: (callback) => {
      watchers.add(callback);
      return () => void watchers.delete(callback);
    },
    close: async () => {
      watchers.clear();
      others.stop();
      await notices.stop();
    },
  };
}

/** Unwrapped keys in memory, the least recently used dropped first. */
function keyCache(max: number) {
  const keys = new LRUCache<string, Uint8Array>({ max, ttl: CACHE_MS });
  const gone = new Set<string>();
  let hears = true;
  return {
    get: (personId: string) => keys.get(personId),
    remember(personId: string, key: Uint8Array): Uint8Array {
      // A response in flight while the person was forgotten must not get back into memory.
      if (hears && !gone.has(personId)) keys.set(personId, key);
      return key;
    },
    drop(personId: string): void {
      gone.add(personId);
      keys.delete(personId);
    },
    /** Without notifications of forgetting, the store must fetch every key again. */
    goDeaf(): void {
      hears = false;
      keys.clear();
    },
  };
}

async function hearForgettings(
  nats: NatsConnection,
  { space: own, forgotten }: Buckets,
  heard: (personId: string) => void,
  deaf: () => void,
): Promise<{ stop: () => Promise<void> }> {
  // The watch misses nothing, but takes ten seconds to resume after a restart of the server; the plain
  // subscription resumes at once.
  const prefix = `$KV.${FORGOTTEN}.`;
  const hear = (name: string): void => {
    const [space = '', personId = ''] = name.split('/');
    if (space === own) heard(personId);
  };
  const immediate = nats.subscribe(`${prefix}*`, {
    callback: (error, { subject }) => {
      if (error === null) hear(subject.slice(prefix.length));
      else deaf();
    },
  });
  const notices = await forgotten.watch({ ignoreDeletes: true });
  const watch = async (): Promise<void> => {
    for await (const notice of notices) hear(notice.key);
  };
  const watched = watch().then(deaf, deaf);
  return {
    stop: async () => {
      immediate.unsubscribe();
      notices.stop();
      await watched;
    },
  };
}

async function openBuckets({ nats, masterKey, space }: NatsKeyStoreOptions): Promise<Buckets> {
  const master = masterKeyOf(masterKey);
  const buckets = new Kvm(jetstream(nats, { timeout: ANSWER_WITHIN }));
  const [keys, forgotten] = await Promise.all([
    buckets.open(BUCKET, { allow_direct: false }),
    buckets.open(FORGOTTEN, { allow_direct: false }),
  ]);
  return {
    space,
    keys,
    forgotten,
    jsm: await jetstreamManager(nats, { timeout: ANSWER_WITHIN }),
    master,
  };
}

async function checkMasterKey({ keys, master }: Buckets): Promise<void> {
  const entry = await keys.get(CHECK);
  if (!entry && (await createdFirst(keys, CHECK, master.wrap(CHECKED, CHECK)))) return;
  const stored = entry ?? (await keys.get(CHECK));
  if (!stored) throw new DomainError('unavailable', 'KEY_STORE_UNAVAILABLE');
  master.unwrap(stored.value, CHECK);
}

/** The name of a person's entries: one token of a subject. */
const entryOf = ({ space }: Buckets, personId: string): string => `${space}/${personId}`;

async function existingOrNewKey(buckets: Buckets, personId: string): Promise<Uint8Array> {
  const stored = await storedKey(buckets, personId);
  if (stored) return stored;
  const key = randomBytes(KEY_BYTES);
  const name = entryOf(buckets, personId);
  const first = await createdFirst(buckets.keys, name, buckets.master.wrap(key, name));
  // Checked only now, as the person may be forgotten while the key is made: then the new key is destroyed as
  // well.
  if (await isForgotten(buckets, personId)) {
    await eraseRevisions(buckets, personId);
    throw accountClosed();
  }
  return first ? key : existingOrNewKey(buckets, personId);
}

async function storedKey(buckets: Buckets, personId: string): Promise<Uint8Array | undefined> {
  const name = entryOf(buckets, personId);
  const entry = await buckets.keys.get(name);
  return entry?.operation === 'PUT' ? buckets.master.unwrap(entry.value, name) : undefined;
}

/** Returns false when somebody else created the entry first. */
async function createdFirst(bucket: KV, name: string, value: Uint8Array): Promise<boolean> {
  try {
    await bucket.create(name, value);
    return true;
  } catch (error) {
    if (wroteFirst(error)) return false;
    throw error;
  }
}

const isForgotten = async (buckets: Buckets, personId: string): Promise<boolean> =>
  (await buckets.forgotten.get(entryOf(buckets, personId))) !== null;

async function destroyKey(buckets: Buckets, personId: string): Promise<void> {
  if (!(await isForgotten(buckets, personId)))
    await buckets.forgotten.put(entryOf(buckets, personId), new Date().toISOString());
  await eraseRevisions(buckets, personId);
}

/** Overwrites the stored bytes: a delete or purge of the bucket leaves them in the server's file. */
async function eraseRevisions(buckets: Buckets, personId: string): Promise<void> {
  const { keys, jsm } = buckets;
  const name = entryOf(buckets, personId);
  for (let entry = await keys.get(name); entry; entry = await keys.get(name)) {
    try {
      await jsm.streams.deleteMessage(`KV_${BUCKET}`, entry.revision, true);
    } catch (error) {
      const erasedByAnother = (await keys.get(name))?.revision !== entry.revision;
      if (!erasedByAnother) throw error;
    }
  }
}

async function reachable<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    if (brokerUnreachable(cause)) {
      throw new DomainError('unavailable', 'KEY_STORE_UNAVAILABLE', {}, { cause });
    }
    throw cause;
  }
}
