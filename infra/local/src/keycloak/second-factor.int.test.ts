import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { roles, type Role } from '@egov/keycloak';
import { adminCalls, type AdminCall } from '@egov/operations';
import { startKeycloak, type Keycloak } from './start-keycloak.ts';

let dataDir: string;
let keycloak: Keycloak;
/** An act at Keycloak by somebody with all rights there. */
let atKeycloak: AdminCall;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'egov-second-factor-'));
  keycloak = await startKeycloak({ dataDir, secondFactor: 'required' });
  atKeycloak = adminCalls(`${new URL(keycloak.issuer).origin}/admin/realms/egov`, keycloak.adminToken);
}, 600_000);

afterAll(async () => {
  await keycloak.stop();
  await rm(dataDir, { recursive: true });
});

const userId = async (username: string): Promise<string> =>
  (await atKeycloak<readonly Readonly<{ id: string }>[]>('GET', `/users?exact=true&username=${username}`))[0]
    ?.id ?? '';

/** A one-time password as Keycloak stores one. */
const otpCredential = (secret: string) => ({
  type: 'otp',
  userLabel: 'phone',
  secretData: JSON.stringify({ value: secret }),
  credentialData: JSON.stringify({
    subType: 'totp',
    digits: 6,
    counter: 0,
    period: 30,
    algorithm: 'HmacSHA1',
  }),
});

const STAFF_PORTAL = ['staff-portal', 'http://127.0.0.1:7010/auth/callback'] as const;

/** Logs in by name and password alone; returns where that leads, or the page it ends on. */
async function passwordAlone(
  username: string,
  password = keycloak.secrets.accountPassword,
  [client, redirect]: readonly [string, string] = STAFF_PORTAL,
): Promise<string> {
  const asked = new URLSearchParams({
    client_id: client,
    response_type: 'code',
    scope: 'openid',
    redirect_uri: redirect,
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
    body: new URLSearchParams({ username, password }),
  });
  return answer.headers.get('location') ?? answer.text();
}

const holderOf = (role: Role): string =>
  keycloak.accounts.find(({ roles: held }) => held.length === 1 && held[0] === role)?.username ?? '';

test.each(Object.entries(roles))(
  'the role %s is let in by a password alone only if it reads nothing personal',
  async (role, allowed: readonly string[]) => {
    const readsPersonal = ['dossier.read-personal', 'file.read', 'person.read'].some((permission) =>
      allowed.includes(permission),
    );
    expect(await passwordAlone(holderOf(role as Role))).toContain(
      readsPersonal ? 'CONFIGURE_TOTP' : 'http://127.0.0.1:7010/auth/callback?',
    );
  },
);

test('the realm’s administrator sets up a second factor before anything else', async () => {
  const { origin } = new URL(keycloak.issuer);
  expect(
    await passwordAlone('keycloak-admin', keycloak.secrets.adminPassword, [
      'security-admin-console',
      `${origin}/admin/egov/console/`,
    ]),
  ).toContain('CONFIGURE_TOTP');
});

test('Keycloak’s own client for terminals takes no password', async () => {
  const answer = await fetch(`${keycloak.issuer}/protocol/openid-connect/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'password',
      client_id: 'admin-cli',
      username: 'keycloak-admin',
      password: keycloak.secrets.adminPassword,
    }),
  });
  expect([answer.status, await answer.json()]).toEqual([
    401,
    { error: 'invalid_client', error_description: 'Invalid client or Invalid client credentials' },
  ]);
});

test('who has set up one-time passwords gives one, and only a good one', async () => {
  const username = holderOf('specialist');
  const secret = randomBytes(20).toString('hex').slice(0, 20);
  await atKeycloak('PUT', `/users/${await userId(username)}`, {
    ...(await atKeycloak<object>('GET', `/users/${await userId(username)}`)),
    credentials: [otpCredential(secret)],
  });
  const page = await passwordAlone(username);
  expect(page).toMatch(/name="otp"/u);
});

const attacksOn = async (username: string) =>
  atKeycloak<Readonly<{ disabled: boolean; numFailures: number }>>(
    'GET',
    `/attack-detection/brute-force/users/${await userId(username)}`,
  );

test('wrong passwords lock an account for minutes, however many they are, and never for good', async () => {
  const username = holderOf('clerk');
  for (let attempt = 0; attempt < 12; attempt += 1) await passwordAlone(username, 'not the password');
  expect(await passwordAlone(username)).not.toContain('/auth/callback?');
  expect((await attacksOn(username)).disabled).toBe(true);
  const user = await atKeycloak<Readonly<{ enabled: boolean }>>('GET', `/users/${await userId(username)}`);
  expect(user.enabled).toBe(true);
  const realm = await atKeycloak<Readonly<Record<string, unknown>>>('GET', '');
  expect(realm.maxFailureWaitSeconds).toBeLessThanOrEqual(300);
  expect(realm.permanentLockout).toBe(false);
});

test('of guesses at the same moment no more are answered than one after the other', async () => {
  const username = holderOf('auditor');
  await Promise.all(Array.from({ length: 20 }, () => passwordAlone(username, 'not the password')));
  const { numFailures } = await attacksOn(username);
  expect(numFailures).toBeGreaterThan(0);
  expect(numFailures).toBeLessThanOrEqual(5);
});
