import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const MAGIC = 0xfeedfeed;
const VERSION = 2;
const TRUSTED = 2;
const PASSWORD = 'changeit';

/**
 * Writes the authorities of Debian's `ca-certificates` as Java's trust store (JKS), as the package's own
 * script would; here it never runs. All entries carry the same time, so that the same authorities give the
 * same bytes. Format: sun.security.provider.JavaKeyStore.
 */
export function writeTrustStore(root: string, timestamp: number): void {
  const authorities = join(root, 'usr', 'share', 'ca-certificates', 'mozilla');
  const names = readdirSync(authorities).toSorted();
  const entries = names.map((name) =>
    entry(name.toLowerCase(), derOf(readFileSync(join(authorities, name), 'utf8')), timestamp),
  );
  const file = join(root, 'etc', 'ssl', 'certs', 'java', 'cacerts');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, keyStore(entries));
}

/** Returns a key store of these entries, with its digest. */
export function keyStore(entries: readonly Buffer[]): Buffer {
  const body = Buffer.concat([uint32(MAGIC), uint32(VERSION), uint32(entries.length), ...entries]);
  const password = Buffer.from(PASSWORD, 'utf16le').swap16();
  return Buffer.concat([
    body,
    createHash('sha1').update(password).update('Mighty Aphrodite').update(body).digest(),
  ]);
}

/** One trusted certificate. */
export function entry(alias: string, der: Buffer, timestamp: number): Buffer {
  const at = Buffer.alloc(8);
  at.writeBigInt64BE(BigInt(timestamp) * 1000n);
  return Buffer.concat([uint32(TRUSTED), text(alias), at, text('X.509'), uint32(der.length), der]);
}

const derOf = (pem: string): Buffer => Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64');

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value, 'utf8');
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
