import { expect, test } from '@jest/globals';
import { serviceAccountNames, serviceAccounts } from './accounts.ts';
import { egovRealm } from './realm.ts';
import type { RealmInput } from './realm-input.ts';
import { roles } from './roles.ts';

const credential = { type: 'password', credentialData: '{}', secretData: '{}' } as const;
const realmWith = (more: Partial<RealmInput> = {}) =>
  egovRealm({
    clientSecrets: Object.fromEntries(serviceAccountNames.map((name) => [name, 's'])),
    serviceSubject: (name) => name,
    accounts: [],
    credential,
    adminCredential: credential,
    portals: { 'staff-portal': 'https://staff', 'citizen-portal': 'https://citizens' },
    terminalLogin: false,
    ...more,
  });

test('no program passes on more than it is for', () => {
  const { clients, clientScopeMappings } = realmWith();
  expect(clients.filter(({ fullScopeAllowed }) => fullScopeAllowed)).toEqual([]);
  const through = new Map(
    clientScopeMappings['egov-api'].map(({ client, roles: permissions }) => [client, new Set(permissions)]),
  );
  expect(through.get('procedures')).toEqual(new Set(serviceAccounts.procedures.permissions));
  expect(through.get('citizen-portal')).toEqual(
    new Set([...roles.citizen, ...serviceAccounts['citizen-portal'].permissions]),
  );
  expect(through.get('citizen-portal')?.has('dossier.receive')).toBe(false);
  expect(through.get('staff-portal')?.has('dossier.backdate')).toBe(false);
});

test('nobody logs in by password alone at a program, outside of a demonstration', () => {
  const { clients } = realmWith();
  expect(
    clients.filter((client) => 'directAccessGrantsEnabled' in client && client.directAccessGrantsEnabled),
  ).toEqual([]);
  expect(clients.find(({ clientId }) => clientId === 'admin-cli')).toMatchObject({ enabled: false });
});

test('a second factor follows from the permissions of a role, and where it is offered from none', () => {
  const due = (secondFactor: 'offered' | 'required') =>
    realmWith({ secondFactor }).roles.realm.flatMap((role) =>
      'composites' in role && role.composites.realm.length > 0 ? [role.name] : [],
    );
  expect(due('offered')).toEqual([]);
  expect(due('required')).toEqual([
    'counter-official',
    'specialist',
    'unit-leader',
    'inspector',
    'administrator',
    'archivist-importer',
  ]);
});
