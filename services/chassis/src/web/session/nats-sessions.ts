import { createHash } from 'node:crypto';
import { StorageType } from '@nats-io/jetstream';
import { type KV, Kvm } from '@nats-io/kv';
import type { NatsConnection } from '@nats-io/transport-node';
import { Store, type SessionData } from 'express-session';
import { LRUCache } from 'lru-cache';
import { sealing, type Sealing } from './sealing.ts';

/**
 * Options of a portal's sessions: `key` seals them, `ttlMs` is their maximum lifetime, `idleMs` the longest
 * time without a request.
 */
export type NatsSessionsOptions = Readonly<{
  nats: NatsConnection;
  bucket: string;
  key: Uint8Array;
  ttlMs: number;
  idleMs?: number;
  replicas?: number;
  clock?: () => number;
}>;

/** Sessions that every replica of a portal shares, and that the identity provider can end. */
export type Sessions = Store &
  Readonly<{
    /**
     * Ends the sessions of a login session at the identity provider, or of a person if only the subject is
     * given.
     */
    endOf: (who: Readonly<{ sid?: string | undefined; subject?: string | undefined }>) => Promise<number>;
  }>;

const IDLE_MS = 30 * 60_000;
/** How old the stored last use may be before a request writes it again. */
const TOUCH_MS = 60_000;
const TOUCHED_REMEMBERED = 10_000;

type Stored = Readonly<{ session: SessionData; seen: number }>;

/** Stores sealed sessions in a NATS key-value bucket: the broker sees neither their ids nor their content. */
export async function natsSessions(options: NatsSessionsOptions): Promise<Sessions> {
  const kv = await new Kvm(options.nats).create(options.bucket, {
    history: 1,
    ttl: options.ttlMs,
    storage: StorageType.File,
    replicas: options.replicas ?? 1,
  });
  return new KvSessions(kv, options);
}

class KvSessions extends Store implements Sessions {
  readonly #kv: KV;
  readonly #seal: Sealing;
  readonly #idleMs: number;
  readonly #clock: () => number;
  readonly #touched = new LRUCache<string, number>({ max: TOUCHED_REMEMBERED });

  constructor(kv: KV, { key, idleMs = IDLE_MS, clock = Date.now }: NatsSessionsOptions) {
    super();
    this.#kv = kv;
    this.#seal = sealing(key, 'egov sessions');
    this.#idleMs = idleMs;
    this.#clock = clock;
  }

  override get(id: string, callback: (error: unknown, session?: SessionData | null) => void): void {
    answer(this.#read(id), callback);
  }

  override set(id: string, session: SessionData, callback?: (error?: unknown) => void): void {
    answer(this.#write(id, session), callback);
  }

  override destroy(id: string, callback?: (error?: unknown) => void): void {
    answer(this.#kv.purge(nameOf(id)), callback);
  }

  override touch(id: string, session: SessionData, callback?: (error?: unknown) => void): void {
    const fresh = this.#clock() - (this.#touched.get(id) ?? 0) < TOUCH_MS;
    answer(fresh ? Promise.resolve() : this.#write(id, session), callback);
  }

  async endOf({
    sid,
    subject,
  }: Readonly<{ sid?: string | undefined; subject?: string | undefined }>): Promise<number> {
    const filter = sid === undefined ? `of.${part(subject ?? '')}.*.*` : `of.*.${part(sid)}.*`;
    const names: string[] = [];
    for await (const name of await this.#kv.keys(filter)) names.push(name);
    for (const name of names) {
      await this.#kv.purge(`session.${name.split('.').at(-1) ?? ''}`);
      await this.#kv.purge(name);
    }
    return names.length;
  }

  async #read(id: string): Promise<SessionData | null> {
    const entry = await this.#kv.get(nameOf(id));
    if (entry === null || entry.operation !== 'PUT') return null;
    // Undefined if the key was renewed: everybody logs in again.
    const stored = this.#seal.open(entry.value, nameOf(id)) as Stored | undefined;
    if (stored === undefined) return null;
    if (this.#clock() - stored.seen > this.#idleMs) {
      await this.#kv.purge(nameOf(id));
      return null;
    }
    return stored.session;
  }

  async #write(id: string, session: SessionData): Promise<void> {
    const seen = this.#clock();
    const { tokens } = session;
    const name = nameOf(id);
    await this.#kv.put(name, this.#seal.close({ session, seen }, name));
    this.#touched.set(id, seen);
    if (tokens !== undefined)
      await this.#kv.put(
        `of.${part(tokens.subject)}.${part(tokens.sid)}.${name.slice('session.'.length)}`,
        '',
      );
  }
}

/** The broker never sees an id that a cookie could be made from. */
const nameOf = (id: string): string => `session.${createHash('sha256').update(id).digest('hex')}`;
const part = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);

function answer<Value>(
  work: Promise<Value>,
  callback: ((error: unknown, value?: Value) => void) | undefined,
): void {
  work.then(
    (value) => callback?.(null, value),
    (error: unknown) => callback?.(error),
  );
}
