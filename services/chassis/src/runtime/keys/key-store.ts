import { DomainError } from '../../domain/mod.ts';

/**
 * Keeps one AES-256 key for each person, apart from the log, so that destroying the key forgets the person
 * everywhere.
 */
export type KeyStore = Readonly<{
  /**
   * Answers the person's key, and makes it, durably, when there is none. Throws rule PERSON_FORGOTTEN
   * {personId} for a forgotten person.
   */
  keyFor: (personId: string) => Promise<Uint8Array>;
  /** Answers the keys that exist; a person missing from the answer is forgotten. */
  find: (personIds: readonly string[]) => Promise<ReadonlyMap<string, Uint8Array>>;
  /**
   * Destroys the person's key for ever, in the store and in the caches of every replica. Doing it again
   * changes nothing.
   */
  forget: (personId: string) => Promise<void>;
  /**
   * Answers the keyed hash under which a national id number is looked up, so that the number itself is stored
   * nowhere in the clear.
   */
  lookup: (nationalId: string) => string;
  /** Calls back with each person forgotten from now on, by whichever replica; the answer ends it. */
  watchForgotten: (callback: (personId: string) => void) => () => void;
  close: () => Promise<void>;
}>;

/** Persons are named by UUID; nothing else may become a subject of the key store. */
const PERSON_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Throws invalid PERSON_ID_INVALID when the id is not a UUID in lower case. */
export function assertPersonId(personId: string): void {
  if (!PERSON_ID.test(personId))
    throw new DomainError('invalid', 'PERSON_ID_INVALID', { field: 'person_id' });
}

/** Makes the error of asking for the key of a person that was forgotten. */
export const personForgotten = (personId: string): DomainError =>
  new DomainError('rule', 'PERSON_FORGOTTEN', { personId });
