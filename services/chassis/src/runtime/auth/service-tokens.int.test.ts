import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { eventually } from '../../testing/eventually.ts';
import { type TestIssuer, testIssuer } from '../../testing/test-issuer.ts';
import { jwtVerifier } from './jwt-verifier.ts';
import { serviceTokens } from './service-tokens.ts';

let issuer: TestIssuer;
let now: number;

beforeEach(async () => {
  issuer = await testIssuer();
  now = Date.now();
});

afterEach(() => issuer.close());

const tokens = (clientSecret = 'secret') =>
  serviceTokens({ ...issuer, clientId: 'procedures', clientSecret, clock: () => now });

test('a service gets a token of its account and uses it until it is about to expire', async () => {
  const token = tokens();
  const [first, second] = await Promise.all([token(), token()]);
  expect(second).toBe(first);
  expect(await jwtVerifier(issuer).verify(first)).toMatchObject({ subject: 'procedures', service: true });
  now += 200_000;
  expect(await token()).toBe(first);
});

test('a token about to expire is renewed while it is still used: nobody waits', async () => {
  const token = tokens();
  const first = await token();
  now += 260_000;
  expect(await token()).toBe(first);
  await eventually(async () => (await token()) !== first);
});

test('while the issuer is down the current token is used as long as it is valid', async () => {
  const token = tokens();
  const first = await token();
  await issuer.down();
  now += 260_000;
  expect(await token()).toBe(first);
  expect(await token()).toBe(first);
  now += 60_000;
  await expect(token()).rejects.toMatchObject({ kind: 'unavailable', reason: 'ISSUER_UNAVAILABLE' });
});

test('a wrong secret gets no token', async () => {
  await expect(tokens('wrong')()).rejects.toMatchObject({ reason: 'ISSUER_UNAVAILABLE' });
});
