import { createHash } from 'node:crypto';

/** Derives a UUID (version 8) from a name, the same everywhere. */
export function serviceSubject(name: string): string {
  const bytes = createHash('sha256').update(`egov service account ${name}`).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
