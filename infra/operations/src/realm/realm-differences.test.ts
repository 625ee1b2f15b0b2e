import { expect, test } from '@jest/globals';
import { differenceLine, realmDifferences } from './realm-differences.ts';

const wanted = {
  realm: 'egov',
  groups: [],
  clients: [{ clientId: 'staff-portal', secret: 's', redirectUris: ['http://a/cb'] }],
  roles: { realm: [{ name: 'clerk', composites: { client: { api: ['b', 'a'] } } }] },
};
const lines = (running: object) => realmDifferences(wanted, running).map(differenceLine);

test('ids, people, secrets, the order of names and empty lists are no differences', () => {
  const running = {
    realm: 'egov',
    users: [{ username: 'a' }],
    clients: [{ clientId: 'staff-portal', secret: '**********', redirectUris: ['http://a/cb'], id: 'x' }],
    roles: { realm: [{ name: 'clerk', id: 'y', composites: { client: { api: ['a', 'b'] } } }] },
  };
  expect(lines(running)).toEqual([]);
});

test('each difference is one line that names its place: missing, other, too much', () => {
  const running = {
    ...wanted,
    attributes: { more: '1' },
    clients: [
      { clientId: 'rogue', publicClient: true },
      { clientId: 'staff-portal', redirectUris: ['http://evil/cb'], protocolMappers: [{ name: 'extra' }] },
    ],
    roles: { realm: [] },
  };
  expect(lines(running)).toEqual([
    'clients.staff-portal.redirectUris: wanted ["http://a/cb"], running ["http://evil/cb"]',
    'clients.staff-portal.protocolMappers.extra: wanted nothing, running "there"',
    'clients.rogue: wanted nothing, running "there"',
    'roles.realm.clerk: wanted "to be there", running nothing',
    'attributes.more: wanted nothing, running "1"',
  ]);
});

test('steps of a flow may occur twice, and are compared each', () => {
  const flow = (...steps: readonly string[]) => ({
    authenticationFlows: [
      {
        alias: 'browser',
        authenticationExecutions: steps.map((requirement) => ({ authenticator: 'otp', requirement })),
      },
    ],
  });
  expect(realmDifferences(flow('REQUIRED', 'REQUIRED'), flow('REQUIRED', 'DISABLED'))).toEqual([
    {
      path: 'authenticationFlows.browser.authenticationExecutions.otp#2.requirement',
      wanted: 'REQUIRED',
      running: 'DISABLED',
    },
  ]);
});
