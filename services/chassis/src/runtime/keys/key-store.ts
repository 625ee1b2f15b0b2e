import { DomainError, isUuid } from '../../domain/mod.ts';

/**
 * Stores one AES-256 key for each person, apart from the log, so that destroying the key forgets the person
 * everywhere.
 */
export type KeyStore = Readonly<{
  /**
   * Returns the person's key, creating it durably if there is none. Throws rule ACCOUNT_CLOSED for a
   * forgotten person.
   */
  keyFor: (personId: string) => Promise<Uint8Array>;
  /** Returns the keys that exist; a person missing from the result is forgotten. */
  find: (personIds: readonly string[]) => Promise<ReadonlyMap<string, Uint8Array>>;
  /** Destroys the person's key forever, in the store and in the caches of every replica. Idempotent. */
  forget: (personId: string) => Promise<void>;
  /** Returns the keyed hash, in hex, of a value about no person, under a key of the store's own. */
  mac: (value: string) => string;
  /** Whether the person was forgotten: who is not has a key, or may get one. */
  isForgotten: (personId: string) => Promise<boolean>;
  /** Calls back with each person forgotten from now on, by any replica; returns a function that stops it. */
  watchForgotten: (callback: (personId: string) => void) => () => void;
  close: () => Promise<void>;
}>;

/**
 * Throws invalid PERSON_ID_INVALID when the id is not a UUID in lower case: nothing else may become a
 * subject of the key store.
 */
export function assertPersonId(personId: string): void {
  if (!isUuid(personId) || personId !== personId.toLowerCase())
    throw new DomainError('invalid', 'PERSON_ID_INVALID', { field: 'person_id' });
}

/**
 * Makes the error for a request for a forgotten person's key. It says neither who they are nor that they were
 * forgotten: their caller may learn no more of it than that this identity is not used any more.
 */
export const accountClosed = (): DomainError => new DomainError('rule', 'ACCOUNT_CLOSED');
