import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { isIP } from 'node:net';

const der = (tag: number, ...parts: Uint8Array[]): Buffer => {
  const body = Buffer.concat(parts);
  const length =
    body.length < 128
      ? Buffer.of(body.length)
      : body.length < 256
        ? Buffer.of(0x81, body.length)
        : Buffer.of(0x82, body.length >> 8, body.length & 255);
  return Buffer.concat([Buffer.of(tag), length, body]);
};
const sequence = (...parts: Uint8Array[]): Buffer => der(0x30, ...parts);
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
const text = (tag: number, value: string): Buffer => der(tag, Buffer.from(value));
const pem = (name: string, bytes: Buffer): string =>
  [
    `-----BEGIN ${name}-----`,
    ...(bytes.toString('base64').match(/.{1,64}/gu) ?? []),
    `-----END ${name}-----`,
    '',
  ].join('\n');

const ECDSA_SHA256 = sequence(oid('2a8648ce3d040302'));
const VALID = sequence(text(0x17, '200101000000Z'), text(0x17, '491231235959Z'));
const named = (name: string): Buffer => sequence(der(0x31, sequence(oid('550403'), text(0x0c, name))));
const extension = (id: string, value: Buffer): Buffer => sequence(oid(id), der(0x04, value));

const AUTHORITY = extension('551d13', sequence(der(0x01, Buffer.of(255))));
const SERVER_AND_CLIENT = extension('551d25', sequence(oid('2b06010505070301'), oid('2b06010505070302')));
const alternatives = (hosts: readonly string[]): Buffer =>
  extension(
    '551d11',
    sequence(
      ...hosts.map((host) =>
        isIP(host) === 4 ? der(0x87, Buffer.from(host.split('.').map(Number))) : text(0x82, host),
      ),
    ),
  );

type Key = Readonly<{ publicKey: KeyObject; privateKey: KeyObject }>;
type Request = Readonly<{ subject: string; issuer: string; extensions: readonly Buffer[]; serial: number }>;

const keyPair = (): Key => generateKeyPairSync('ec', { namedCurve: 'P-256' });

function signedBy(authority: Key, key: Key, { subject, issuer, extensions, serial }: Request): string {
  const body = sequence(
    der(0xa0, der(0x02, Buffer.of(2))),
    der(0x02, Buffer.of(serial)),
    ECDSA_SHA256,
    named(issuer),
    VALID,
    named(subject),
    key.publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensions)),
  );
  const signature = sign('sha256', body, authority.privateKey);
  return pem('CERTIFICATE', sequence(body, ECDSA_SHA256, der(0x03, Buffer.of(0), signature)));
}

/** A certificate and its key as PEM. */
export type IssuedCertificate = Readonly<{ cert: string; key: string }>;

/** Makes an authority for tests of TLS: its certificate, and certificates of servers for these hosts. */
export function certificateAuthority(issuer = 'test authority') {
  const key = keyPair();
  let serial = 1;
  return {
    cert: signedBy(key, key, { subject: issuer, issuer, extensions: [AUTHORITY], serial }),
    issue: (...hosts: readonly string[]): IssuedCertificate => {
      const own = keyPair();
      serial += 1;
      const extensions = [alternatives(hosts), SERVER_AND_CLIENT];
      return {
        cert: signedBy(key, own, { subject: hosts[0] ?? '', issuer, extensions, serial }),
        key: own.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      };
    },
  };
}
