import { X509Certificate, createPrivateKey } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { serverCertificate } from './certificates.ts';

test('a certificate names the server, is signed by its authority, and belongs to its key', async () => {
  const { authority, cert, key } = await serverCertificate('eventstore', '127.0.0.1');
  const [issuer, issued] = [new X509Certificate(authority), new X509Certificate(cert)];
  expect(issued.checkIssued(issuer)).toBe(true);
  expect(issued.verify(issuer.publicKey)).toBe(true);
  expect(issued.checkPrivateKey(createPrivateKey(key))).toBe(true);
  expect([issued.checkHost('eventstore'), issued.checkHost('another')]).toEqual(['eventstore', undefined]);
  expect(issued.checkIP('127.0.0.1')).toBe('127.0.0.1');
  expect([issuer.ca, issued.ca]).toEqual([true, false]);
  const [from, to] = [issued.validFromDate.getTime(), issued.validToDate.getTime()];
  expect(Date.now() - from).toBeGreaterThan(3_500_000);
  expect(Math.round((to - from) / (365.25 * 86_400_000))).toBe(5);
});

test('two certificates have nothing in common', async () => {
  const [one, two] = await Promise.all([serverCertificate('a'), serverCertificate('a')]);
  expect(one?.authority).not.toBe(two?.authority);
  expect(one?.key).not.toBe(two?.key);
});
