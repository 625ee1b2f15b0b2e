import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type TestIssuer, testIssuer } from '../../testing/test-issuer.ts';
import { jwtVerifier, type Verifier } from './jwt-verifier.ts';

let issuer: TestIssuer;
let verifier: Verifier;
let now: number;

beforeEach(async () => {
  issuer = await testIssuer();
  now = Date.now();
  verifier = jwtVerifier({ ...issuer, cooldownMs: 0, clock: () => now });
});

afterEach(() => issuer.close());

const verify = async (token: string) => verifier.verify(token);

test('a token gives the caller, their agencies and their permissions', async () => {
  const principal = await verify(
    await issuer.token({ subject: 'clerk', permissions: ['dossier.read'], agencies: ['agency-1'] }),
  );
  expect(principal).toMatchObject({ subject: 'clerk', agencies: ['agency-1'], service: false });
  expect([
    principal.may('dossier.read', 'agency-1'),
    principal.may('dossier.read', 'agency-2'),
    principal.may('dossier.submit'),
  ]).toEqual([true, false, false]);
});

test('a service account is distinguished from a person', async () => {
  expect(await verify(await issuer.token({ subject: 'procedures', service: true }))).toMatchObject({
    service: true,
  });
});

test('officials act for no agency in the portal for citizens, whose own account does', async () => {
  const caller = { client: 'citizen-portal', permissions: ['dossier.read'], agencies: ['agency-1'] };
  const official = await verify(await issuer.token(caller));
  expect([official.agencies, official.may('dossier.read', 'agency-1')]).toEqual([[], false]);
  const portal = await verify(await issuer.token({ ...caller, service: true }));
  expect(portal.may('dossier.read', 'agency-1')).toBe(true);
});

describe('a token is refused', () => {
  test.each([
    ['of another issuer', { issuer: 'http://elsewhere' }, 'TOKEN_INVALID'],
    ['for another audience', { audience: 'account' }, 'TOKEN_INVALID'],
    ['issued to a client that is not the platform’s', { client: 'rogue' }, 'TOKEN_INVALID'],
    ['issued to a client of a demonstration', { client: 'egov-cli' }, 'TOKEN_INVALID'],
    ['that is an ID token', { type: 'ID' }, 'TOKEN_INVALID'],
    ['that is a refresh token', { type: 'Refresh' }, 'TOKEN_INVALID'],
    ['that has expired', { expiresInSeconds: -60 }, 'TOKEN_EXPIRED'],
  ])('%s', async (_, caller, reason) => {
    await expect(verify(await issuer.token(caller))).rejects.toMatchObject({
      name: 'Unauthenticated',
      reason,
    });
  });

  test.each(['', 'x', 'a.b.c', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.', 'Ư'.repeat(20_000)])(
    'that is malformed: %#',
    async (token) => {
      await expect(verify(token)).rejects.toMatchObject({ name: 'Unauthenticated', reason: 'TOKEN_INVALID' });
    },
  );

  test('whose content was changed', async () => {
    const [head, , signature] = (await issuer.token()).split('.');
    const claims = Buffer.from(
      JSON.stringify({ iss: issuer.issuer, aud: 'egov-api', sub: 'admin', exp: 9_999_999_999 }),
    ).toString('base64url');
    await expect(verify(`${head}.${claims}.${signature}`)).rejects.toMatchObject({ reason: 'TOKEN_INVALID' });
  });

  test('that was valid, once it has expired', async () => {
    const token = await issuer.token({ expiresInSeconds: 60 });
    await verify(token);
    now += 120_000;
    await expect(verify(token)).rejects.toMatchObject({ reason: 'TOKEN_EXPIRED' });
  });
});

describe('the keys', () => {
  test('are fetched once, however many tokens arrive', async () => {
    for (const subject of ['a', 'b', 'c']) await verify(await issuer.token({ subject }));
    expect(issuer.keyRequests()).toBe(1);
  });

  test('known ones stay valid while the issuer is down', async () => {
    await verify(await issuer.token());
    await issuer.down();
    now += 3_600_000;
    await expect(
      verify(await issuer.token({ subject: 'another', expiresInSeconds: 7_200 })),
    ).resolves.toMatchObject({ subject: 'another' });
  });

  test('a new one is fetched with its first token', async () => {
    await verify(await issuer.token());
    await issuer.rotate();
    await expect(verify(await issuer.token({ subject: 'later' }))).resolves.toMatchObject({
      subject: 'later',
    });
  });

  test('without any, callers are not refused: the issuer is unavailable', async () => {
    await issuer.down();
    const token = await issuer.token();
    await expect(verify(token)).rejects.toMatchObject({ kind: 'unavailable', reason: 'ISSUER_UNAVAILABLE' });
    await issuer.up();
    await expect(verify(token)).resolves.toMatchObject({ subject: 'official-1' });
  });
});
