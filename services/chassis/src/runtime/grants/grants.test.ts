import { beforeAll, describe, expect, test } from '@jest/globals';
import { SignJWT, importJWK } from 'jose';
import { DomainError } from '../../domain/mod.ts';
import type { Grant } from './grant.ts';
import {
  type GrantPrivateKey,
  grantPublicKey,
  newGrantKey,
  readGrantKey,
  readTrustedGrantKeys,
} from './grant-keys.ts';
import { grantSigner } from './grant-signer.ts';
import { grantVerifier } from './grant-verifier.ts';

const NOW = Date.parse('2026-07-06T02:00:00Z');
const grant: Grant = {
  audience: 'files',
  subject: 'lan',
  verb: 'read',
  thing: 'sha256:a',
  owner: 'minh',
  record: 'dossier:1',
};
const claim = { subject: 'lan', verb: 'read', thing: 'sha256:a' };

let key: GrantPrivateKey;
let foreign: GrantPrivateKey;
beforeAll(async () => {
  [key, foreign] = await Promise.all([newGrantKey(), newGrantKey()]);
});

const verifierAt = (seconds: number, trusted = { procedures: [grantPublicKey(key)] }) =>
  grantVerifier({ audience: 'files', trusted, clock: () => NOW + seconds * 1_000 });
const signed = async (changes: Partial<Grant> = {}, by = key, service = 'procedures') =>
  (await grantSigner({ service, key: by, clock: () => NOW })({ ...grant, ...changes })).token;
const refusalOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  return error instanceof DomainError ? `${error.kind} ${error.reason}` : error;
};
const REFUSED = 'forbidden GRANT_REFUSED';

test('a grant is valid for its person, its thing and its time', async () => {
  const token = await signed();
  expect(await verifierAt(0)({ token, ...claim })).toEqual(grant);
  expect(await verifierAt(299)({ token, ...claim })).toEqual(grant);
  expect(await refusalOf(verifierAt(306)({ token, ...claim }))).toBe(REFUSED);
  expect(await refusalOf(verifierAt(-60)({ token, ...claim }))).toBe(REFUSED);
});

test.each([
  ['of another person', { ...claim, subject: 'hung' }],
  ['for another thing', { ...claim, thing: 'sha256:b' }],
  ['for another verb', { ...claim, verb: 'remove' }],
])('a grant %s is refused', async (_, claimed) => {
  expect(await refusalOf(verifierAt(0)({ token: await signed(), ...claimed }))).toBe(REFUSED);
});

describe('a token is no grant', () => {
  test.each<[string, () => Promise<string> | string]>([
    ['that is not a grant', () => 'x'],
    ['that is empty', () => ''],
    ['that never expires', () => 'a.'.repeat(10_000)],
    ['for another service', () => signed({ audience: 'archive' })],
    ['signed by a key that nobody trusts', () => signed({}, foreign)],
    ['signed by a trusted key of another service', () => signed({}, key, 'directory')],
    ['signed in the name of no service', () => signed({}, key, 'constructor')],
    [
      'whose content was changed',
      async () => {
        const [head, body = '', signature] = (await signed()).split('.');
        const payload = JSON.parse(Buffer.from(body, 'base64url').toString()) as object;
        const changed = Buffer.from(JSON.stringify({ ...payload, owner: 'lan' })).toString('base64url');
        return [head, changed, signature].join('.');
      },
    ],
    [
      'that claims to need no signature',
      async () => {
        const [, body] = (await signed()).split('.');
        const head = { alg: 'none', typ: 'egov-grant+jwt', kid: key.kid };
        return `${Buffer.from(JSON.stringify(head)).toString('base64url')}.${body}.`;
      },
    ],
    [
      'of another type under the same key',
      async () =>
        new SignJWT({ verb: 'read', thing: 'sha256:a', owner: 'minh', record: 'dossier:1' })
          .setProtectedHeader({ alg: 'EdDSA', kid: key.kid })
          .setIssuer('procedures')
          .setAudience('files')
          .setSubject('lan')
          .setIssuedAt(NOW / 1_000)
          .setExpirationTime(NOW / 1_000 + 60)
          .sign(await importJWK(key, 'EdDSA')),
    ],
  ])('%s', async (_, make) => {
    expect(await refusalOf(verifierAt(0)({ token: await make(), ...claim }))).toBe(REFUSED);
  });
});

test('while a key is replaced, grants under both are valid, afterwards those under the new one', async () => {
  const [old, young] = [await signed(), await signed({}, foreign)];
  const both = verifierAt(0, { procedures: [grantPublicKey(key), grantPublicKey(foreign)] });
  expect(await both({ token: old, ...claim })).toEqual(grant);
  expect(await both({ token: young, ...claim })).toEqual(grant);
  const after = verifierAt(0, { procedures: [grantPublicKey(foreign)] });
  expect(await after({ token: young, ...claim })).toEqual(grant);
  expect(await refusalOf(after({ token: old, ...claim }))).toBe(REFUSED);
});

test('keys are read from their files, and no private key passes for a public one', () => {
  expect(readGrantKey(JSON.stringify(key))).toEqual(key);
  const trusted = { procedures: [grantPublicKey(key)] };
  expect(readTrustedGrantKeys(JSON.stringify(trusted))).toEqual(trusted);
  expect(() => readTrustedGrantKeys(JSON.stringify({ procedures: [key] }))).toThrow(TypeError);
  for (const text of ['', '{}', '{"kty":"OKP"', JSON.stringify(grantPublicKey(key))])
    expect(() => readGrantKey(text)).toThrow(TypeError);
});
