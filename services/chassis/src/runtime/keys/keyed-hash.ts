import { createHmac, hkdfSync } from 'node:crypto';
import { KEY_BYTES } from './key-wrapping.ts';

/**
 * Returns the keyed hash of a value, in hex, for one purpose. Each purpose has a key of its own, so that
 * nothing hashed for one is ever what is hashed for another.
 */
export type KeyedHash = (purpose: string, value: string) => string;

/**
 * Hashes under a secret of 32 bytes. It is apart from the master key: whoever has one of the two can neither
 * open data with the hash's key, nor tell whose a number is with the master key.
 */
export function keyedHash(secret: Uint8Array): KeyedHash {
  if (secret.length !== KEY_BYTES)
    throw new TypeError(`A lookup key has ${KEY_BYTES} bytes, this one ${secret.length}.`);
  const keys = new Map<string, Uint8Array>();
  const keyOf = (purpose: string): Uint8Array => {
    const known = keys.get(purpose);
    if (known) return known;
    const key = new Uint8Array(hkdfSync('sha256', secret, new Uint8Array(0), `egov ${purpose}`, KEY_BYTES));
    keys.set(purpose, key);
    return key;
  };
  return (purpose, value) => createHmac('sha256', keyOf(purpose)).update(value).digest('hex');
}
