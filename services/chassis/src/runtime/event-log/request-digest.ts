import { createHmac } from 'node:crypto';
import type { KeyStore } from '../keys/key-store.ts';

/** What sets a keyed digest apart from the plain hash of older events. */
const KEYED = 'hmac';

/**
 * Returns what the log keeps of a request to know it again: a keyed hash, since the words of a request are
 * few enough to be tried one by one. If it said something of persons, theirs are the keys, so that nothing
 * can be tried any more once one of them is forgotten; otherwise the store's own key.
 */
export async function requestDigest(
  requestHash: string,
  persons: Iterable<string>,
  keys: Pick<KeyStore, 'find' | 'mac'>,
): Promise<string> {
  const ids = [...new Set(persons)].toSorted();
  return [KEYED, ids.join(','), (await keyed(requestHash, ids, keys)) ?? ''].join(':');
}

/**
 * Returns whether a request is the one that a digest was made of. Of what was said of a forgotten person
 * nothing can be compared: then a request is known by its id alone.
 */
export async function isSameRequest(
  digest: string | undefined,
  requestHash: string,
  keys: Pick<KeyStore, 'find' | 'mac'>,
): Promise<boolean> {
  const [kind, persons = '', hash] = digest?.split(':') ?? [];
  if (kind !== KEYED) return digest === requestHash;
  const found = await keyed(requestHash, persons === '' ? [] : persons.split(','), keys);
  return found === undefined || found === hash;
}

/** Under the keys of all persons, one after the other; `undefined` if one of them is forgotten. */
async function keyed(
  requestHash: string,
  persons: readonly string[],
  { find, mac }: Pick<KeyStore, 'find' | 'mac'>,
): Promise<string | undefined> {
  if (persons.length === 0) return mac(`request:${requestHash}`);
  const found = await find(persons);
  let hash = requestHash;
  for (const person of persons) {
    const key = found.get(person);
    if (key === undefined) return undefined;
    hash = createHmac('sha256', key).update(`request:${hash}`).digest('hex');
  }
  return hash;
}
