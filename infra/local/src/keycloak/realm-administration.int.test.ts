import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { egovRealm, type WantedRealm } from '@egov/keycloak';
import {
  adminCalls,
  differenceLine,
  passwordCredential,
  realmAdmin,
  serviceSubject,
  type AdminCall,
  type RealmAdmin,
} from '@egov/operations';
import { decodeJwt } from 'jose';
import { generateKeyPair } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { realmOf, startKeycloak, type Keycloak } from './start-keycloak.ts';

const portals = { 'staff-portal': 'http://127.0.0.1:7010', 'citizen-portal': 'http://127.0.0.1:7011' };
let dataDir: string;
let keycloak: Keycloak;
/** An act at Keycloak by somebody with all rights there. */
let atKeycloak: AdminCall;
let admin: RealmAdmin;
let wanted: WantedRealm;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'egov-realm-'));
  keycloak = await startKeycloak({ dataDir });
  atKeycloak = adminCalls(`${new URL(keycloak.issuer).origin}/admin/realms/egov`, keycloak.adminToken);
  admin = realmAdmin(new URL(keycloak.issuer).origin, keycloak.adminToken);
  wanted = await realmOf(dataDir, { portals });
}, 600_000);

afterAll(async () => {
  await keycloak.stop();
  await rm(dataDir, { recursive: true });
});

type Found = Readonly<{ id: string; name: string }>;

const clientId = async (client: string): Promise<string> =>
  (await atKeycloak<readonly Found[]>('GET', `/clients?clientId=${client}`))[0]?.id ?? '';
const roleOf = async (client: string, role: string): Promise<Found> =>
  atKeycloak('GET', `/clients/${await clientId(client)}/roles/${role}`);
const userId = async (username: string): Promise<string> =>
  (await atKeycloak<readonly Found[]>('GET', `/users?exact=true&username=${username}`))[0]?.id ?? '';
const hold = async (username: string, client: string, role: string, method = 'POST'): Promise<void> =>
  atKeycloak(method, `/users/${await userId(username)}/role-mappings/clients/${await clientId(client)}`, [
    await roleOf(client, role),
  ]);

const mapper = (name: string) => ({
  name,
  protocol: 'openid-connect',
  protocolMapper: 'oidc-hardcoded-claim-mapper',
  config: {
    'claim.name': 'agencies',
    'claim.value': '*',
    'jsonType.label': 'String',
    'access.token.claim': 'true',
  },
});

/** Each is an act by hand, and the first words of the line that reports it. */
const tooMuch: readonly (readonly [string, () => Promise<unknown>, readonly string[]])[] = [
  [
    'a public client',
    () =>
      atKeycloak('POST', '/clients', {
        clientId: 'rogue',
        publicClient: true,
        redirectUris: ['http://evil/*'],
      }),
    ['clients.rogue'],
  ],
  [
    'the password grant at a portal, and addresses of others',
    async () => {
      const id = await clientId('staff-portal');
      const client = await atKeycloak<object>('GET', `/clients/${id}`);
      await atKeycloak('PUT', `/clients/${id}`, {
        ...client,
        directAccessGrantsEnabled: true,
        fullScopeAllowed: true,
        attributes: { 'oauth2.device.authorization.grant.enabled': 'true' },
      });
    },
    [
      'clients.staff-portal.directAccessGrantsEnabled',
      'clients.staff-portal.fullScopeAllowed',
      'clients.staff-portal.attributes.oauth2.device.authorization.grant.enabled',
    ],
  ],
  [
    'Keycloak’s own client for terminals',
    async () =>
      atKeycloak('PUT', `/clients/${await clientId('admin-cli')}`, {
        enabled: true,
        directAccessGrantsEnabled: true,
      }),
    ['clients.admin-cli.enabled', 'clients.admin-cli.directAccessGrantsEnabled'],
  ],
  [
    'a permission of a program',
    () => hold('service-account-files', 'egov-api', 'audit.read'),
    ['holders.egov-api.audit.read.service-account-files'],
  ],
  [
    'a right over the realm in a program',
    () => hold('service-account-files', 'realm-management', 'realm-admin'),
    ['holders.realm-management.realm-admin.service-account-files'],
  ],
  [
    'a mapper of a client',
    async () =>
      atKeycloak(
        'POST',
        `/clients/${await clientId('citizen-portal')}/protocol-mappers/models`,
        mapper('all'),
      ),
    ['clients.citizen-portal.protocolMappers.all'],
  ],
  [
    'a mapper of a scope of every client',
    async () => {
      const scopes = await atKeycloak<readonly Found[]>('GET', '/client-scopes');
      const id = scopes.find(({ name }) => name === 'basic')?.id ?? '';
      await atKeycloak('POST', `/client-scopes/${id}/protocol-mappers/models`, mapper('everywhere'));
    },
    ['clientScopes.basic.protocolMappers.everywhere'],
  ],
  [
    'a scope that everybody gets',
    async () => {
      await atKeycloak('POST', '/client-scopes', { name: 'rogue-scope', protocol: 'openid-connect' });
      const scopes = await atKeycloak<readonly Found[]>('GET', '/client-scopes');
      const id = scopes.find(({ name }) => name === 'rogue-scope')?.id ?? '';
      await atKeycloak('PUT', `/default-default-client-scopes/${id}`);
    },
    ['clientScopes.rogue-scope', 'defaultDefaultClientScopes'],
  ],
  [
    'an identity provider',
    () =>
      atKeycloak('POST', '/identity-provider/instances', {
        alias: 'foreign',
        providerId: 'oidc',
        enabled: true,
        config: {
          clientId: 'x',
          clientSecret: 'y',
          tokenUrl: 'https://evil.example/t',
          authorizationUrl: 'https://evil.example/a',
        },
      }),
    ['identityProviders.foreign'],
  ],
  [
    'a step of the login that is not required any more',
    async () => {
      const at = `/authentication/flows/${encodeURIComponent('egov login')}/executions`;
      const steps = await atKeycloak<readonly Readonly<{ providerId?: string }>[]>('GET', at);
      const step = steps.find(({ providerId }) => providerId === 'auth-cookie');
      await atKeycloak('PUT', at, { ...step, requirement: 'DISABLED' });
    },
    ['authenticationFlows.egov login.authenticationExecutions.auth-cookie.requirement'],
  ],
  [
    'a step more in the login, and another flow that is used instead',
    async () => {
      const at = `/authentication/flows/${encodeURIComponent('egov login')}/executions/execution`;
      await atKeycloak('POST', at, { provider: 'allow-access-authenticator' });
      await atKeycloak('POST', '/authentication/flows', {
        alias: 'open',
        providerId: 'basic-flow',
        topLevel: true,
        builtIn: false,
      });
      await atKeycloak('PUT', '', { realm: 'egov', browserFlow: 'open' });
    },
    [
      'browserFlow',
      'authenticationFlows.open',
      'authenticationFlows.egov login.authenticationExecutions.allow-access-authenticator',
    ],
  ],
  [
    'a required action that is off',
    async () => {
      const at = '/authentication/required-actions/CONFIGURE_TOTP';
      await atKeycloak('PUT', at, { ...(await atKeycloak<object>('GET', at)), enabled: false });
    },
    ['requiredActions.CONFIGURE_TOTP.enabled'],
  ],
  [
    'a role that contains the administration, held by everybody',
    async () => {
      await atKeycloak('POST', '/roles', { name: 'rogue-role' });
      const role = await atKeycloak<Found>('GET', '/roles/rogue-role');
      await atKeycloak('POST', `/roles-by-id/${role.id}/composites`, [
        await roleOf('realm-management', 'realm-admin'),
      ]);
      const byDefault = await atKeycloak<Found>('GET', '/roles/default-roles-egov');
      await atKeycloak('POST', `/roles-by-id/${byDefault.id}/composites`, [role]);
    },
    ['roles.realm.rogue-role', 'roles.realm.default-roles-egov.composites.realm'],
  ],
  [
    'a group with a role',
    () => atKeycloak('POST', '/groups', { name: 'rogue-group' }),
    ['groups.rogue-group'],
  ],
  [
    'a signing key from elsewhere',
    async () => {
      const { id } = await atKeycloak<Found>('GET', '');
      await atKeycloak('POST', '/components', {
        name: 'imported',
        providerId: 'rsa',
        providerType: 'org.keycloak.keys.KeyProvider',
        parentId: id,
        config: { priority: ['500'], privateKey: [await pemOfNewKey()] },
      });
    },
    ['components.org.keycloak.keys.KeyProvider.imported'],
  ],
  [
    'weaker settings',
    () =>
      atKeycloak('PUT', '', {
        realm: 'egov',
        registrationAllowed: true,
        bruteForceProtected: false,
        passwordPolicy: 'length(1)',
      }),
    ['registrationAllowed', 'passwordPolicy', 'bruteForceProtected'],
  ],
];

async function pemOfNewKey(): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

test('the realm equals its source; a change by hand is named, undone, and undone once', async () => {
  expect((await admin.compare(wanted)).map(differenceLine)).toEqual([]);
  const altered = {
    ...wanted,
    ssoSessionIdleTimeout: 60,
    roles: {
      ...wanted.roles,
      realm: wanted.roles.realm.map((role) =>
        role.name === 'clerk' ? { ...role, composites: { client: { 'egov-api': ['audit.read'] } } } : role,
      ),
    },
  } as unknown as typeof wanted;
  await admin.apply(altered);
  expect((await admin.compare(wanted)).map(({ path }) => path)).toEqual([
    'ssoSessionIdleTimeout',
    'roles.realm.clerk.composites.client.egov-api',
  ]);
  expect((await admin.apply(wanted)).found).toHaveLength(2);
  expect((await admin.apply(wanted)).found).toEqual([]);
});

test('what is too much, missing or other is named, removed, and stays removed', async () => {
  for (const [what, act] of tooMuch)
    await act().catch((error: unknown) => {
      throw new Error(what, { cause: error });
    });
  const { found, left } = await admin.apply(wanted);
  const paths = found.map(({ path }) => path);
  expect(tooMuch.flatMap(([, , reported]) => reported).filter((path) => !paths.includes(path))).toEqual([]);
  expect(left.map(differenceLine)).toEqual([]);
}, 600_000);

test('what a person holds beside an office’s role is named, and left to the administrator', async () => {
  await hold('congdan01', 'realm-management', 'realm-admin');
  const line = 'holders.realm-management.realm-admin.congdan01';
  const { found, left } = await admin.apply(wanted);
  expect([found, left].map((all) => all.map(({ path }) => path))).toEqual([[line], [line]]);
  await hold('congdan01', 'realm-management', 'realm-admin', 'DELETE');
});

test('a new secret of a program is named without being shown, and is valid once applied', async () => {
  const drawnAnew = {
    ...wanted,
    clients: wanted.clients.map((client) =>
      client.clientId === 'files' ? { ...client, secret: 'n'.repeat(43) } : client,
    ),
  } as unknown as typeof wanted;
  expect((await admin.apply(drawnAnew)).found.map(differenceLine)).toEqual([
    'clients.files.secret: wanted "the one given", running "another"',
  ]);
  await expect(keycloak.token('files')).rejects.toThrow(/401/u);
  expect((await admin.apply(wanted)).found.map(({ path }) => path)).toEqual(['clients.files.secret']);
  expect(decodeJwt(await keycloak.token('files')).sub).toBe(serviceSubject('files'));
});

test('after a demonstration its accounts are disabled, and its login from a terminal is gone', async () => {
  const { secrets } = keycloak;
  const { demo: _demo, replay: _replay, ...clientSecrets } = secrets.clientSecrets;
  const site = egovRealm({
    clientSecrets,
    serviceSubject,
    accounts: [],
    portals,
    terminalLogin: false,
    credential: await passwordCredential(secrets.adminPassword),
    adminCredential: await passwordCredential(secrets.adminPassword),
  });
  const { found, left } = await admin.apply(site);
  const paths = found.map(({ path }) => path);
  for (const path of ['clients.egov-cli', 'clients.demo', 'clients.replay', 'accounts.congdan01.enabled'])
    expect(paths).toContain(path);
  expect(left.map(differenceLine)).toEqual([]);
  for (const { id } of await atKeycloak<readonly Found[]>('GET', '/users?max=1000&enabled=false'))
    await atKeycloak('PUT', `/users/${id}`, {
      ...(await atKeycloak<object>('GET', `/users/${id}`)),
      enabled: true,
    });
  await admin.apply(wanted);
}, 600_000);
