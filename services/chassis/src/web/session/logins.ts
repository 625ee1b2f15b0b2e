import { createHash } from 'node:crypto';
import type { KV } from '@nats-io/kv';
import type { NatsConnection } from '@nats-io/transport-node';
import { wroteFirst } from '../../runtime/messaging/broker-errors.ts';
import type { Sealing } from './sealing.ts';

/**
 * What is known of a login at the identity provider. `lock` is what a feature stored when it locked the
 * login; `revision` tells whether somebody has written since.
 */
export type LoginRecord<Lock = unknown> = Readonly<{
  ended: boolean;
  lock: Lock | undefined;
  revision: number;
}>;

/**
 * The records of logins, shared by the replicas of a portal. A login is named by the provider's session, so
 * that its record holds in whichever session of the portal the login comes back.
 */
export type Logins = Readonly<{
  get: <Lock>(login: string) => Promise<LoginRecord<Lock>>;
  /**
   * Stores a lock, or opens it if undefined. Returns the new revision; undefined if somebody has written
   * since the given one.
   */
  setLock: (login: string, lock: unknown, revision: number) => Promise<number | undefined>;
  end: (login: string) => Promise<void>;
  /** Calls back when a record may have changed, at whichever replica; returns a stop function. */
  follow: (login: string, changed: () => void) => () => void;
}>;

type Stored = Readonly<{ ended: boolean; lock?: unknown }>;

/** Where the records are, by their names. `put` returns undefined if the revision is no longer the last. */
type Shelf = Readonly<{
  get: (name: string) => Promise<Readonly<{ stored: Stored | undefined; revision: number }>>;
  put: (name: string, stored: Stored, revision?: number) => Promise<number | undefined>;
}>;

/** The records of a bucket; each replica hears when one is written. */
export function kvLogins({
  kv,
  nats,
  bucket,
  seal,
}: Readonly<{ kv: KV; nats: NatsConnection; bucket: string; seal: Sealing }>): Logins {
  const { logins, tell } = loginsIn({
    get: async (name) => {
      const entry = await kv.get(name);
      if (entry === null) return { stored: undefined, revision: 0 };
      const stored = entry.operation === 'PUT' ? seal.open(entry.value, name) : undefined;
      return { stored: stored as Stored | undefined, revision: entry.revision };
    },
    put: async (name, stored, revision) => {
      try {
        return await kv.put(
          name,
          seal.close(stored, name),
          revision === undefined ? {} : { previousSeq: revision },
        );
      } catch (error) {
        if (wroteFirst(error)) return undefined;
        throw error;
      }
    },
  });
  const prefix = `$KV.${bucket}.`;
  nats.subscribe(`${prefix}login.*`, {
    callback: (error, { subject }) => {
      if (error) throw error;
      tell(subject.slice(prefix.length));
    },
  });
  return logins;
}

/** Records of this process alone, for tests of pages. */
export function memoryLogins(): Logins {
  const kept = new Map<string, Readonly<{ stored: Stored; revision: number }>>();
  let written = 0;
  const { logins, tell } = loginsIn({
    get: async (name) => kept.get(name) ?? { stored: undefined, revision: 0 },
    put: async (name, stored, revision) => {
      if (revision !== undefined && revision !== (kept.get(name)?.revision ?? 0)) return undefined;
      written += 1;
      kept.set(name, { stored, revision: written });
      tell(name);
      return written;
    },
  });
  return logins;
}

function loginsIn({ get, put }: Shelf) {
  const followers = new Map<string, Set<() => void>>();
  const logins: Logins = {
    get: async <Lock>(login: string) => {
      const { stored, revision } = await get(loginName(login));
      return { ended: stored?.ended === true, lock: stored?.lock as Lock | undefined, revision };
    },
    setLock: (login, lock, revision) => put(loginName(login), { ended: false, lock }, revision),
    end: async (login) => {
      await put(loginName(login), { ended: true });
    },
    follow: (login, changed) => {
      const name = loginName(login);
      const those = followers.get(name) ?? new Set();
      followers.set(name, those.add(changed));
      return () => {
        those.delete(changed);
        if (those.size === 0 && followers.get(name) === those) followers.delete(name);
      };
    },
  };
  return {
    logins,
    tell: (name: string) => {
      for (const changed of followers.get(name) ?? []) changed();
    },
  };
}

/** The broker never sees a login's name. */
export const hashed = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);
const loginName = (login: string): string => `login.${hashed(login)}`;
