import type { KeyStore } from './key-store.ts';

/**
 * Destroys the keys of all who were forgotten, where they are there: a key store restored from a backup may
 * be older than a forgetting. Answers how many it destroyed.
 */
export async function forgetAgain({
  forgotten,
  keys,
}: Readonly<{ forgotten: readonly string[]; keys: Pick<KeyStore, 'find' | 'forget'> }>): Promise<number> {
  const back = await keys.find(forgotten);
  for (const personId of back.keys()) await keys.forget(personId);
  return back.size;
}
