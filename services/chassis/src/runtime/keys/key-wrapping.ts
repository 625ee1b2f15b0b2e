import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { DomainError } from '../../domain/mod.ts';

/** Wraps persons' keys under the master key, and hashes what is about no person. */
export type MasterKey = Readonly<{
  wrap: (key: Uint8Array, name: string) => Uint8Array;
  /** Throws unavailable MASTER_KEY_WRONG when the bytes were not wrapped under this master key and name. */
  unwrap: (wrapped: Uint8Array, name: string) => Uint8Array;
  mac: (value: string) => string;
}>;

export const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const FORMAT = 1;

/** Each purpose has a key of its own, so that one reveals nothing about another. */
const derive = (master: Uint8Array, purpose: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', master, new Uint8Array(0), `egov ${purpose}`, KEY_BYTES));

/**
 * Opens a master key of 32 bytes. Layout of a wrapped key: format, nonce, ciphertext, tag; the name is
 * authenticated with it.
 */
export function masterKeyOf(master: Uint8Array): MasterKey {
  if (master.length !== KEY_BYTES)
    throw new TypeError(`A master key has ${KEY_BYTES} bytes, this one ${master.length}.`);
  const wrapping = derive(master, 'person key wrapping');
  const hashing = derive(master, 'keyed hash');
  return {
    wrap(key, name) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', wrapping, nonce).setAAD(Buffer.from(name));
      return Buffer.concat([
        Buffer.of(FORMAT),
        nonce,
        cipher.update(key),
        cipher.final(),
        cipher.getAuthTag(),
      ]);
    },
    unwrap(wrapped, name) {
      try {
        if (wrapped[0] !== FORMAT) throw new TypeError(`Unknown format ${wrapped[0]} of a wrapped key.`);
        const body = wrapped.subarray(1 + NONCE_BYTES, -TAG_BYTES);
        const decipher = createDecipheriv('aes-256-gcm', wrapping, wrapped.subarray(1, 1 + NONCE_BYTES), {
          authTagLength: TAG_BYTES,
        })
          .setAAD(Buffer.from(name))
          .setAuthTag(wrapped.subarray(-TAG_BYTES));
        return Uint8Array.from(Buffer.concat([decipher.update(body), decipher.final()]));
      } catch (cause) {
        throw new DomainError('unavailable', 'MASTER_KEY_WRONG', { name }, { cause });
      }
    },
    mac: (value) => createHmac('sha256', hashing).update(value).digest('hex'),
  };
}
