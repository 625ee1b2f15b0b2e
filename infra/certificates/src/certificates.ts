// The library of certificates is wired by it.
import 'reflect-metadata';
import { randomBytes, webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';

/** A server's certificate and its key, as PEM. */
export type IssuedCertificate = Readonly<{ cert: string; key: string }>;

/** An authority that lives in this process alone: its key is kept nowhere. */
export type CertificateAuthority = Readonly<{
  /** Its certificate as PEM, which clients trust. */
  cert: string;
  /** Issues a certificate for a server under these names and addresses; the first is its subject. */
  issue: (...hosts: readonly string[]) => Promise<IssuedCertificate>;
}>;

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const YEARS = 5;
const SERIAL_BYTES = 16;
/** Clocks of machines differ. */
const BACKDATED_MS = 3_600_000;

/** Makes an authority for a platform that has no issuer of its own, or for tests of TLS. */
export async function certificateAuthority(name: string): Promise<CertificateAuthority> {
  const keys = await newKeys();
  const authority = await X509CertificateGenerator.createSelfSigned({
    ...validity(),
    serialNumber: serial(),
    name: `CN=${name}`,
    keys,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true),
    ],
  });
  return {
    cert: `${authority.toString('pem')}\n`,
    issue: async (...hosts) => {
      const own = await newKeys();
      const certificate = await X509CertificateGenerator.create({
        ...validity(),
        serialNumber: serial(),
        subject: `CN=${hosts[0] ?? name}`,
        issuer: authority.subject,
        publicKey: own.publicKey,
        signingKey: keys.privateKey,
        extensions: [
          new BasicConstraintsExtension(false, undefined, true),
          new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
          new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
          new SubjectAlternativeNameExtension(
            hosts.map((value) => ({ type: isIP(value) > 0 ? 'ip' : 'dns', value })),
          ),
        ],
      });
      const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', own.privateKey);
      return {
        cert: `${certificate.toString('pem')}\n`,
        key: `${PemConverter.encode(pkcs8, 'PRIVATE KEY')}\n`,
      };
    },
  };
}

/** Makes a certificate with an authority for it alone, so that nobody can issue another. */
export async function serverCertificate(
  ...hosts: readonly string[]
): Promise<IssuedCertificate & Readonly<{ authority: string }>> {
  const authority = await certificateAuthority(`authority of ${hosts[0]}`);
  return { authority: authority.cert, ...(await authority.issue(...hosts)) };
}

function validity() {
  const [notBefore, notAfter] = [new Date(Date.now() - BACKDATED_MS), new Date()];
  notAfter.setUTCFullYear(notAfter.getUTCFullYear() + YEARS);
  return { notBefore, notAfter, signingAlgorithm: ALGORITHM };
}

const newKeys = () => webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);

/** Positive, as the first bit is not set. */
function serial(): string {
  const bytes = randomBytes(SERIAL_BYTES);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.toString('hex');
}
