import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { jwtVerifier } from '@egov/chassis/runtime';
import { roles, serviceAccounts } from '@egov/keycloak';
import { referenceProvince } from '@egov/reference-data';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeProtectedHeader } from 'jose';
import { demonstrationClients, platformClients } from '@egov/platform';
import { realmAdmin, serviceSubject } from '@egov/operations';
import { startKeycloak, type Keycloak } from './start-keycloak.ts';

const portals = { 'staff-portal': 'http://127.0.0.1:7010', 'citizen-portal': 'http://127.0.0.1:7011' };
let dataDir: string;
let keycloak: Keycloak;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'egov-keycloak-'));
  keycloak = await startKeycloak({ dataDir });
}, 600_000);

afterAll(async () => {
  await keycloak.stop();
  await rm(dataDir, { recursive: true });
});

const principal = async (token: Promise<string>) =>
  jwtVerifier({
    issuer: keycloak.issuer,
    audience: 'egov-api',
    clients: [...platformClients, ...demonstrationClients],
  }).verify(await token);

const adminOf = ({ issuer, adminToken }: Keycloak) => realmAdmin(new URL(issuer).origin, adminToken);

test('a specialist may do what a specialist does, in the unit of the appointment', async () => {
  const specialist = referenceProvince().staff.find(
    (member) =>
      member.roles.includes('specialist') && member.agencyKey !== 'trung-tam-phuc-vu-hanh-chinh-cong',
  );
  const { subject, agencies, permissions, service } = await principal(
    keycloak.token({ username: specialist?.username ?? '' }),
  );
  expect({ subject, agencies, service }).toEqual({
    subject: specialist?.subject,
    agencies: [specialist?.agencyId],
    service: false,
  });
  expect([...permissions].toSorted()).toEqual([...roles.specialist].toSorted());
});

test('a citizen belongs to no agency', async () => {
  const { agencies, permissions } = await principal(keycloak.token({ username: 'congdan01' }));
  expect(agencies).toEqual([]);
  expect(permissions).toContain('dossier.submit');
});

test('a service calls in its own name with no more than it needs', async () => {
  const { subject, agencies, permissions, service } = await principal(keycloak.token('procedures'));
  expect({ subject, agencies, service }).toEqual({
    subject: serviceSubject('procedures'),
    agencies: ['*'],
    service: true,
  });
  expect([...permissions].toSorted()).toEqual([...serviceAccounts.procedures.permissions].toSorted());
});

test('a wrong password gets no token', async () => {
  const form = {
    grant_type: 'password',
    client_id: 'egov-cli',
    username: 'congdan01',
    password: 'not the password',
  };
  const response = await fetch(`${keycloak.issuer}/protocol/openid-connect/token`, {
    method: 'POST',
    body: new URLSearchParams(form),
  });
  expect(response.status).toBe(401);
});

test('secrets lie in files that only their owner reads', async () => {
  for (const file of ['secrets.json', 'data/import/egov-realm.json']) {
    expect((await stat(join(dataDir, file))).mode & 0o077).toBe(0);
  }
});

test('a new signing key is accepted by running verifiers, without a restart', async () => {
  // Without the pause between two fetches of the keys, as a service fetched its keys hours ago.
  const verifier = jwtVerifier({ issuer: keycloak.issuer, audience: 'egov-api', cooldownMs: 0 });
  const signedBy = (token: string) => decodeProtectedHeader(token).kid;
  const before = await keycloak.token('procedures');
  await verifier.verify(before);
  await adminOf(keycloak).rotateKey();
  const after = await keycloak.token('directory');
  expect(signedBy(after)).not.toBe(signedBy(before));
  expect((await verifier.verify(after)).subject).toBe(serviceSubject('directory'));
  expect((await verifier.verify(before)).subject).toBe(serviceSubject('procedures'));
});

test('a second start on the same folder has the same accounts, and a new address of a portal', async () => {
  const { port } = keycloak;
  await keycloak.stop();
  keycloak = await startKeycloak({
    dataDir,
    port,
    portals: { ...portals, 'staff-portal': 'http://127.0.0.1:9010' },
  });
  expect(await adminOf(keycloak).portalAddress('staff-portal')).toBe('http://127.0.0.1:9010');
  expect((await principal(keycloak.token('replay'))).subject).toBe(serviceSubject('replay'));
});
