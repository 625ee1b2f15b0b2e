// The library of certificates is wired by it.
import 'reflect-metadata';
import { randomBytes, webcrypto } from 'node:crypto';
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

/** A certificate with its key, and that of the authority which signed it; all are PEM. */
export type Certificate = Readonly<{ authority: string; certificate: string; key: string }>;

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const YEARS = 5;
const SERIAL_BYTES = 16;
/** Clocks of machines differ. */
const BACKDATED_MS = 3_600_000;

/**
 * Makes a certificate for a server inside a platform that has no issuer of its own. The authority is made for
 * this one certificate, and its key is kept nowhere, so that nobody can issue another.
 */
export async function serverCertificate(
  name: string,
  addresses: readonly Readonly<{ type: 'dns' | 'ip'; value: string }>[],
): Promise<Certificate> {
  const [authorityKeys, keys] = await Promise.all([newKeys(), newKeys()]);
  const [notBefore, notAfter] = [new Date(Date.now() - BACKDATED_MS), new Date()];
  notAfter.setUTCFullYear(notAfter.getUTCFullYear() + YEARS);
  const during = { notBefore, notAfter, signingAlgorithm: ALGORITHM };
  const authority = await X509CertificateGenerator.createSelfSigned({
    ...during,
    serialNumber: serial(),
    name: `CN=authority of ${name}`,
    keys: authorityKeys,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true),
    ],
  });
  const certificate = await X509CertificateGenerator.create({
    ...during,
    serialNumber: serial(),
    subject: `CN=${name}`,
    issuer: authority.subject,
    publicKey: keys.publicKey,
    signingKey: authorityKeys.privateKey,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension([...addresses]),
    ],
  });
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  return {
    authority: `${authority.toString('pem')}\n`,
    certificate: `${certificate.toString('pem')}\n`,
    key: `${PemConverter.encode(pkcs8, 'PRIVATE KEY')}\n`,
  };
}

const newKeys = () => webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);

/** Positive, as the first bit is not set. */
function serial(): string {
  const bytes = randomBytes(SERIAL_BYTES);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.toString('hex');
}
