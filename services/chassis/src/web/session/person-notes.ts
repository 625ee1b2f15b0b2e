import { createHash } from 'node:crypto';
import { jetstreamManager, type StreamAPI } from '@nats-io/jetstream';
import { type KV, Kvm } from '@nats-io/kv';
import type { NatsConnection } from '@nats-io/transport-node';
import { PageError } from '../page-error.ts';
import { sealing, type Sealing } from './sealing.ts';

/** A small piece of data stored for a person; `at` is when it was written, in milliseconds since 1970. */
export type Note<Value> = Readonly<{ id: string; at: number; value: Value }>;

/**
 * What a portal stores for a person between logins, on every device: a draft, a saved view. A person has at
 * most fifty of a kind, each at most 64 KiB; one more replaces the oldest. A note not written for the
 * bucket's time to live expires. Throws the page `too-large`.
 */
export type PersonNotes = Readonly<{
  /** The newest first. */
  all: <Value>(subject: string, kind: string) => Promise<readonly Note<Value>[]>;
  get: <Value>(subject: string, kind: string, id: string) => Promise<Note<Value> | undefined>;
  put: (subject: string, kind: string, id: string, value: unknown) => Promise<void>;
  remove: (subject: string, kind: string, id: string) => Promise<void>;
  /** Removes all of a person's, overwriting their bytes at the broker. Idempotent. */
  forget: (subject: string) => Promise<void>;
}>;

export type PersonNotesOptions = Readonly<{
  nats: NatsConnection;
  key: Uint8Array;
  clock?: () => number;
}>;

const BUCKET = 'notes';
const MAX_NOTES = 50;
const MAX_BYTES = 64 * 1024;

/** Stores sealed notes in a NATS key-value bucket: the broker sees neither their owners nor their content. */
export async function natsPersonNotes({
  nats,
  key,
  clock = Date.now,
}: PersonNotesOptions): Promise<PersonNotes> {
  const kv = await new Kvm(nats).open(BUCKET, { allow_direct: true });
  const { streams } = await jetstreamManager(nats, { checkAPI: false });
  return notesIn(kvShelf(kv, streams, sealing(key, 'egov person notes')), clock);
}

/** Notes of this process alone, for tests of pages. */
export function memoryPersonNotes(clock: () => number = Date.now): PersonNotes {
  const kept = new Map<string, string>();
  return notesIn(
    {
      names: async (prefix) => [...kept.keys()].filter((name) => name.startsWith(`${prefix}.`)),
      get: async (name) => (kept.has(name) ? (JSON.parse(kept.get(name) ?? '') as unknown) : undefined),
      put: async (name, value) => {
        kept.set(name, JSON.stringify(value));
      },
      remove: async (name) => {
        kept.delete(name);
      },
      erase: async (name) => {
        kept.delete(name);
      },
    },
    clock,
  );
}

type Shelf = Readonly<{
  names: (prefix: string) => Promise<readonly string[]>;
  get: (name: string) => Promise<unknown>;
  put: (name: string, value: unknown) => Promise<void>;
  remove: (name: string) => Promise<void>;
  /** Overwrites the stored bytes: a purge leaves them in the broker's file until it is compacted. */
  erase: (name: string) => Promise<void>;
}>;

/** Asks with one request; `kv.keys` makes a consumer each time, which costs ten times as much. */
async function namesUnder(streams: StreamAPI, prefix: string): Promise<readonly string[]> {
  const space = `$KV.${BUCKET}.`;
  const { state } = await streams.info(`KV_${BUCKET}`, { subjects_filter: `${space}${prefix}.>` });
  return Object.keys(state.subjects ?? {}).map((subject) => subject.slice(space.length));
}

const kvShelf = (kv: KV, streams: StreamAPI, seal: Sealing): Shelf => ({
  names: (prefix) => namesUnder(streams, prefix),
  get: async (name) => {
    const entry = await kv.get(name);
    return entry === null || entry.operation !== 'PUT' ? undefined : seal.open(entry.value, name);
  },
  put: async (name, value) => {
    await kv.put(name, seal.close(value, name));
  },
  remove: (name) => kv.purge(name),
  erase: async (name) => {
    const entry = await kv.get(name);
    if (entry !== null) await streams.deleteMessage(`KV_${BUCKET}`, entry.revision, true);
  },
});

function notesIn(shelf: Shelf, clock: () => number): PersonNotes {
  const read = async (name: string) => (await shelf.get(name)) as Note<never> | undefined;
  const all = async (subject: string, kind: string) => {
    const found = await Promise.all((await shelf.names(shelfOf(subject, kind))).map(read));
    return found.filter((note) => note !== undefined).toSorted((a, b) => b.at - a.at);
  };
  return {
    all,
    get: (subject, kind, id) => read(nameOf(subject, kind, id)),
    put: async (subject, kind, id, value) => {
      const name = nameOf(subject, kind, id);
      if (JSON.stringify(value).length > MAX_BYTES)
        throw new PageError('too-large', `A note of the kind ${kind} is too large.`);
      const others = (await all(subject, kind)).filter((note) => note.id !== id);
      for (const { id: oldest } of others.slice(MAX_NOTES - 1))
        await shelf.remove(nameOf(subject, kind, oldest));
      await shelf.put(name, { id, at: clock(), value });
    },
    remove: (subject, kind, id) => shelf.remove(nameOf(subject, kind, id)),
    forget: async (subject) => {
      for (const name of await shelf.names(hash(subject))) await shelf.erase(name);
    },
  };
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);
const shelfOf = (subject: string, kind: string): string => `${hash(subject)}.${kind}`;
const nameOf = (subject: string, kind: string, id: string): string => `${shelfOf(subject, kind)}.${hash(id)}`;
