import { createHash } from 'node:crypto';
import { type KV, Kvm } from '@nats-io/kv';
import type { NatsConnection } from '@nats-io/transport-node';
import { Store, type SessionData } from 'express-session';
import type { Request } from 'express';
import { LRUCache } from 'lru-cache';
import { wroteFirst } from '../../runtime/messaging/broker-errors.ts';
import { hashed, kvLogins, type Logins } from './logins.ts';
import { sealing, type Sealing } from './sealing.ts';

/**
 * Options of a portal's sessions: `key` seals them, `idleMs` is the longest time without a request. Their
 * maximum lifetime is that of the bucket.
 */
export type NatsSessionsOptions = Readonly<{
  nats: NatsConnection;
  key: Uint8Array;
  idleMs?: number;
  clock?: () => number;
}>;

/** Sessions that every replica of a portal shares, and that the identity provider can end. */
export type Sessions = Store &
  Readonly<{
    /**
     * Ends a login and its sessions, or those of a person if only the subject is given. An ended login does
     * not come back.
     */
    endOf: (who: Readonly<{ sid?: string | undefined; subject?: string | undefined }>) => Promise<number>;
    logins: Logins;
  }>;

const BUCKET = 'sessions';
const IDLE_MS = 30 * 60_000;
/** How old the stored last use may be before a request writes it again. */
const TOUCH_MS = 60_000;
const TOUCHED_REMEMBERED = 10_000;
/** As many requests may write one session at the same time. */
const MAX_TRIES = 20;
/** More browsers than anybody uses in a day; one more login ends the oldest session. */
const MAX_OF_PERSON = 50;

type Stored = Readonly<{ session: SessionData; seen: number }>;

/** Stores sealed sessions in a NATS key-value bucket: the broker sees neither their ids nor their content. */
export async function natsSessions(options: NatsSessionsOptions): Promise<Sessions> {
  const kv = await new Kvm(options.nats).open(BUCKET, { allow_direct: true });
  return new KvSessions(kv, options);
}

/**
 * A write changes what its request changed, of the session as it is now. A session that was ended is never
 * written again.
 */
class KvSessions extends Store implements Sessions {
  readonly logins: Logins;
  readonly #kv: KV;
  readonly #seal: Sealing;
  readonly #idleMs: number;
  readonly #clock: () => number;
  readonly #touched = new LRUCache<string, number>({ max: TOUCHED_REMEMBERED });
  /** What the store holds of each session in use, as its request last knew. */
  readonly #known = new WeakMap<SessionData, SessionData>();

  constructor(kv: KV, { nats, key, idleMs = IDLE_MS, clock = Date.now }: NatsSessionsOptions) {
    super();
    this.#kv = kv;
    this.#seal = sealing(key, 'egov sessions');
    this.#idleMs = idleMs;
    this.#clock = clock;
    this.logins = kvLogins({ kv, nats, bucket: BUCKET, seal: this.#seal });
  }

  override get(id: string, callback: (error: unknown, session?: SessionData | null) => void): void {
    answer(this.#read(id), callback);
  }

  override createSession(request: Request, data: SessionData) {
    const known = copyOf(data);
    const session = super.createSession(request, data);
    this.#known.set(session, known);
    return session;
  }

  override set(id: string, session: SessionData, callback?: (error?: unknown) => void): void {
    answer(this.#write(id, session), callback);
  }

  override destroy(id: string, callback?: (error?: unknown) => void): void {
    answer(this.#end(nameOf(id)), callback);
  }

  override touch(id: string, _session: SessionData, callback?: (error?: unknown) => void): void {
    const seen = this.#clock();
    const fresh = seen - (this.#touched.get(id) ?? 0) < TOUCH_MS;
    this.#touched.set(id, seen);
    answer(
      fresh ? Promise.resolve() : this.#change(nameOf(id), ({ session }) => ({ session, seen })),
      callback,
    );
  }

  async endOf({
    sid,
    subject,
  }: Readonly<{ sid?: string | undefined; subject?: string | undefined }>): Promise<number> {
    // First, so that a session which begins meanwhile finds its login ended.
    if (sid !== undefined) await this.logins.end(sid);
    const names = await this.#namesOf(
      sid === undefined ? `of.${hashed(subject ?? '')}.*.*` : `of.*.${hashed(sid)}.*`,
    );
    for (const name of names) await this.#endNamed(name);
    return names.length;
  }

  async #namesOf(filter: string): Promise<readonly string[]> {
    const names: string[] = [];
    for await (const name of await this.#kv.keys(filter)) names.push(name);
    return names;
  }

  /** Ends the session of an entry of the index. */
  async #endNamed(name: string): Promise<void> {
    await this.#end(`session.${name.split('.').at(-1) ?? ''}`);
    await this.#kv.purge(name);
  }

  /** Ends a session; nothing is written for one that was never stored. */
  async #end(name: string): Promise<void> {
    const entry = await this.#kv.get(name);
    if (entry?.operation === 'PUT') await this.#kv.purge(name);
  }

  async #read(id: string): Promise<SessionData | null> {
    const name = nameOf(id);
    const found = await this.#stored(name);
    if (found === undefined) return null;
    if (this.#clock() - found.stored.seen > this.#idleMs) {
      await this.#kv.purge(name);
      return null;
    }
    return found.stored.session;
  }

  async #stored(name: string): Promise<Readonly<{ stored: Stored; revision: number }> | undefined> {
    const entry = await this.#kv.get(name);
    if (entry === null || entry.operation !== 'PUT') return undefined;
    // Undefined if the key was renewed: everybody logs in again.
    const stored = this.#seal.open(entry.value, name) as Stored | undefined;
    return stored && { stored, revision: entry.revision };
  }

  async #write(id: string, session: SessionData): Promise<void> {
    const name = nameOf(id);
    const seen = this.#clock();
    const known = this.#known.get(session);
    const written = copyOf(session);
    if (known === undefined) await this.#begin(name, { session: written, seen });
    else {
      const changes = changesOf(known, written);
      await this.#change(name, (now) => ({ session: { ...now.session, ...changes }, seen }));
    }
    this.#known.set(session, written);
    this.#touched.set(id, seen);
  }

  async #begin(name: string, stored: Stored): Promise<void> {
    const { cookie: _, ...content } = stored.session;
    // The fresh session after a logout, of whoever may never come back.
    if (Object.keys(content).length === 0) return;
    const { tokens } = content;
    if (tokens === undefined) return void (await this.#kv.create(name, this.#seal.close(stored, name)));
    const those = `of.${hashed(tokens.subject)}`;
    await this.#kv.put(`${those}.${hashed(tokens.sid)}.${name.slice('session.'.length)}`, '');
    await this.#kv.create(name, this.#seal.close(stored, name));
    if ((await this.logins.get(tokens.sid)).ended) return this.#end(name);
    for (const oldest of (await this.#namesOf(`${those}.*.*`)).slice(0, -MAX_OF_PERSON))
      await this.#endNamed(oldest);
  }

  async #change(name: string, change: (stored: Stored) => Stored): Promise<void> {
    for (let tried = 0; tried < MAX_TRIES; tried += 1) {
      const found = await this.#stored(name);
      if (found === undefined) return;
      try {
        await this.#kv.update(name, this.#seal.close(change(found.stored), name), found.revision);
        return;
      } catch (error) {
        if (!wroteFirst(error)) throw error;
      }
    }
    throw new Error('Too many requests write one session at the same time.');
  }
}

const copyOf = (session: SessionData): SessionData => JSON.parse(JSON.stringify(session)) as SessionData;

/** The fields that differ; undefined for those that are gone. */
function changesOf(before: SessionData, after: SessionData): Partial<SessionData> {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])] as (keyof SessionData)[];
  return Object.fromEntries(
    names
      .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
      .map((name) => [name, after[name]]),
  );
}

/** The broker never sees an id that a cookie could be made from. */
const nameOf = (id: string): string => `session.${createHash('sha256').update(id).digest('hex')}`;

function answer<Value>(
  work: Promise<Value>,
  callback: ((error: unknown, value?: Value) => void) | undefined,
): void {
  work.then(
    (value) => callback?.(null, value),
    (error: unknown) => callback?.(error),
  );
}
