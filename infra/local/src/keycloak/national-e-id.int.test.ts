import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { jwtVerifier } from '@egov/chassis/runtime';
import { E_ID_ALIAS } from '@egov/keycloak';
import { freePort } from '@egov/chassis/free-port';
import { startProcess, type Supervised } from '../processes/supervised.ts';
import { demoAccounts } from '@egov/operations';
import { startKeycloak, type Keycloak } from './start-keycloak.ts';

const official = demoAccounts().find(({ roles }) => roles.includes('counter-official'));
const portal = 'http://127.0.0.1:7011';
let dataDir: string;
let keycloak: Keycloak;
const started: Supervised[] = [];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'egov-e-id-'));
  const [port, keycloakPort] = [await freePort(), await freePort()];
  const issuer = `http://127.0.0.1:${port}`;
  const [clientId, clientSecret] = ['egov', randomBytes(24).toString('hex')];
  const redirect = `http://127.0.0.1:${keycloakPort}/realms/egov/broker/${E_ID_ALIAS}/endpoint`;
  started.push(
    await startProcess({
      name: 'e-ID provider',
      file: process.execPath,
      args: [
        join(import.meta.dirname, 'test-support/e-id-provider.mjs'),
        String(port),
        clientId,
        clientSecret,
        redirect,
        official?.email ?? '',
      ],
      port,
      logFile: join(dataDir, 'e-id.log'),
      ready: async () =>
        (await fetch(`${issuer}/.well-known/openid-configuration`).catch(() => undefined))?.ok === true,
    }),
  );
  keycloak = await startKeycloak({
    dataDir: join(dataDir, 'keycloak'),
    port: keycloakPort,
    eId: {
      issuer,
      authorizationUrl: `${issuer}/auth`,
      tokenUrl: `${issuer}/token`,
      jwksUrl: `${issuer}/jwks`,
      clientId,
      clientSecret,
      numberClaim: 'personal_number',
    },
  });
  started.push(keycloak);
}, 300_000);

afterAll(async () => {
  for (const each of started) await each.stop();
  await rm(dataDir, { recursive: true });
});

/** A minimal browser: follows redirects, keeps cookies, sends forms. */
function browser() {
  const cookies = new Map<string, string>();
  const visit = async (
    url: string,
    form?: Readonly<Record<string, string>>,
  ): Promise<Readonly<{ url: string; text: string }>> => {
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: {
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        'accept-language': 'vi',
      },
      ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const set of answer.headers.getSetCookie()) {
      const [pair = ''] = set.split(';');
      const at = pair.indexOf('=');
      if (/max-age=0|expires=thu, 01[ -]jan[ -]1970/iu.test(set)) cookies.delete(pair.slice(0, at));
      else cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    const location = answer.headers.get('location');
    if (location === null) return { url, text: await answer.text() };
    const next = new URL(location, url).href;
    return next.startsWith(portal) ? { url: next, text: '' } : visit(next);
  };
  return visit;
}

const actionIn = (text: string, base: string): string =>
  new URL((/action="([^"]+)"/u.exec(text)?.[1] ?? '').replaceAll('&amp;', '&'), base).href;

/**
 * Logs in at the client of the citizen portal by the e-ID of a number; returns the redirect back, or the page
 * it ended on.
 */
async function byEId(number: string) {
  const verifier = randomBytes(32).toString('base64url');
  const visit = browser();
  const login = await visit(
    `${keycloak.issuer}/protocol/openid-connect/auth?${new URLSearchParams({
      client_id: 'citizen-portal',
      response_type: 'code',
      scope: 'openid',
      redirect_uri: `${portal}/auth/callback`,
      code_challenge_method: 'S256',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    }).toString()}`,
  );
  const link = /id="social-e-id" href="([^"]+)"/u.exec(login.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const asked = await visit(new URL(link, login.url).href);
  const consent = await visit(actionIn(asked.text, asked.url), {
    prompt: 'login',
    login: number,
    password: 'any',
  });
  const back = await visit(actionIn(consent.text, consent.url), { prompt: 'consent' });
  return { login, back, verifier };
}

async function tokenFor({ back, verifier }: Awaited<ReturnType<typeof byEId>>) {
  const answer = await fetch(`${keycloak.issuer}/protocol/openid-connect/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code: new URL(back.url).searchParams.get('code') ?? '',
      redirect_uri: `${portal}/auth/callback`,
      code_verifier: verifier,
      client_id: 'citizen-portal',
      client_secret: keycloak.secrets.clientSecrets['citizen-portal'],
    }),
  });
  return ((await answer.json()) as { access_token: string }).access_token;
}

test('a person identified by the national e-ID is a citizen, the same one at every login', async () => {
  const first = await byEId('025090000001');
  expect(first.login.text).toContain('VNeID');
  expect(first.back.url).toContain(`${portal}/auth/callback?`);
  const verify = async (login: Awaited<ReturnType<typeof byEId>>) =>
    jwtVerifier({ issuer: keycloak.issuer, audience: 'egov-api' }).verify(await tokenFor(login));
  const principal = await verify(first);
  expect(principal.agencies).toEqual([]);
  expect(principal.permissions).toContain('dossier.submit');
  expect(principal.permissions).not.toContain('dossier.receive');
  expect((await verify(await byEId('025090000001'))).subject).toBe(principal.subject);
  expect((await verify(await byEId('025090000002'))).subject).not.toBe(principal.subject);
});

test('an official’s account is not taken over by an e-ID with their e-mail', async () => {
  expect(official?.email).toContain('@');
  const { back } = await byEId('025090000003');
  expect(back.url).not.toContain(`${portal}/auth/callback?`);
});

test('a person unknown to the e-ID is not logged in', async () => {
  const { back } = await byEId('025099999999');
  expect(back.url).not.toContain(`${portal}/auth/callback?`);
});
