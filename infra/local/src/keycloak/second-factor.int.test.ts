import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Role } from '@egov/keycloak';
import { startKeycloak, type Keycloak } from './start-keycloak.ts';

let dataDir: string;
let keycloak: Keycloak;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'egov-second-factor-'));
  keycloak = await startKeycloak({ dataDir, secondFactor: 'required' });
}, 300_000);

afterAll(async () => {
  await keycloak.stop();
  await rm(dataDir, { recursive: true });
});

/**
 * Logs in at the client of the staff portal by name and password alone; returns where that leads, or the page
 * it ends on.
 */
async function passwordAlone(role: Role): Promise<string> {
  const { username = '' } = keycloak.accounts.find(({ roles }) => roles.includes(role)) ?? {};
  const asked = new URLSearchParams({
    client_id: 'staff-portal',
    response_type: 'code',
    scope: 'openid',
    redirect_uri: 'http://127.0.0.1:7010/auth/callback',
    code_challenge_method: 'S256',
    code_challenge: createHash('sha256').update(randomBytes(32).toString('base64url')).digest('base64url'),
  });
  const page = await fetch(`${keycloak.issuer}/protocol/openid-connect/auth?${asked.toString()}`);
  const cookie = page.headers
    .getSetCookie()
    .map((set) => set.split(';')[0])
    .join('; ');
  const action =
    /action="([^"]+login-actions\/authenticate[^"]+)"/u
      .exec(await page.text())?.[1]
      ?.replaceAll('&amp;', '&') ?? '';
  const answer = await fetch(action, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie },
    body: new URLSearchParams({ username, password: keycloak.secrets.accountPassword }),
  });
  return answer.headers.get('location') ?? answer.text();
}

test('a leader sets up a second factor before anything else', async () => {
  expect(await passwordAlone('unit-leader')).toContain('CONFIGURE_TOTP');
});

test('a specialist is let in with the password', async () => {
  expect(await passwordAlone('specialist')).toContain('http://127.0.0.1:7010/auth/callback?');
});
