import { createHash } from 'node:crypto';

// A fixed namespace, so that the same record has the same id on every machine and after every reload.
const NAMESPACE = Buffer.from('5b0c4f6e9a3d4e0f8f5d25c2b8a1e7d4', 'hex');

/** Derives the UUID (version 5) of a record from its kind and key. */
export function stableId(kind: string, key: string): string {
  const hash = createHash('sha1').update(NAMESPACE).update(`${kind}:${key}`).digest().subarray(0, 16);
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = hash.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
