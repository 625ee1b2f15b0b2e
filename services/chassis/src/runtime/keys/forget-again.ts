import type { KeyStore } from './key-store.ts';

/**
 * Destroys any keys of forgotten persons: a key store restored from a backup may be older than a forgetting.
 * Returns how many it destroyed.
 */
export async function forgetAgain({
  forgotten,
  keys,
}: Readonly<{ forgotten: readonly string[]; keys: Pick<KeyStore, 'find' | 'forget'> }>): Promise<number> {
  const back = await keys.find(forgotten);
  for (const personId of back.keys()) await keys.forget(personId);
  return back.size;
}
