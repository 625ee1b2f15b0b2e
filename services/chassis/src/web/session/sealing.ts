import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/**
 * Seals values with AES-256-GCM under a key derived for one purpose, bound to the name they are stored under.
 */
export type Sealing = Readonly<{
  close: (value: unknown, name: string) => Uint8Array;
  open: (bytes: Uint8Array, name: string) => unknown;
}>;

const NONCE = 12;
const TAG = 16;

/** `open` returns undefined for what was not sealed under this key, e.g. before the key was renewed. */
export function sealing(secret: Uint8Array, purpose: string): Sealing {
  const key = Buffer.from(hkdfSync('sha256', secret, '', purpose, 32));
  return {
    close: (value, name) => {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(name));
      const sealed = Buffer.concat([cipher.update(JSON.stringify(value)), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
    },
    open: (bytes, name) => {
      if (bytes.length < NONCE + TAG) return undefined;
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE))
        .setAAD(Buffer.from(name))
        .setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
      const text = decipher.update(bytes.subarray(NONCE + TAG));
      try {
        return JSON.parse(Buffer.concat([text, decipher.final()]).toString()) as unknown;
      } catch (error) {
        if (/authenticate/u.test((error as Error).message)) return undefined;
        throw error;
      }
    },
  };
}
