import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ChainKeys, chainKeys, newChainKeys } from '../chain-keys.ts';

/** The last position of any log. */
const EVER = 2n ** 63n - 1n;

/** Newly generated keys. */
export const someChainKeys = (): ChainKeys => chainKeys(JSON.stringify(newChainKeys()));

/** The keys of a service whose events are all of the time before keys. */
export const noChainKeysYet = (): ChainKeys => chainKeys(JSON.stringify(newChainKeys(EVER)));

/** The same as a file, for a projector over events that a test writes itself. */
export function noChainKeysYetIn(folder: string): string {
  const file = join(folder, 'chain.json');
  writeFileSync(file, JSON.stringify(newChainKeys(EVER)));
  return file;
}
