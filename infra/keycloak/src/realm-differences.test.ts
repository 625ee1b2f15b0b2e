import { expect, test } from '@jest/globals';
import { differenceLine, realmDifferences } from './realm-differences.ts';

const wanted = {
  realm: 'egov',
  users: [{ username: 'a' }],
  clients: [{ clientId: 'staff-portal', secret: 's', redirectUris: ['http://a/cb'] }],
  roles: { realm: [{ name: 'clerk', composites: { client: { api: ['b', 'a'] } } }] },
};
const running = {
  realm: 'egov',
  more: 1,
  clients: [
    { clientId: 'other' },
    { clientId: 'staff-portal', secret: '**********', redirectUris: ['http://a/cb'], id: 'x' },
  ],
  roles: { realm: [{ name: 'clerk', composites: { client: { api: ['a', 'b'] } } }] },
};

test('what only the realm has, its people and its secrets are no differences', () => {
  expect(realmDifferences(wanted, running)).toEqual([]);
});

test('each difference is one line that names its place', () => {
  const altered = {
    ...running,
    clients: [{ clientId: 'staff-portal', redirectUris: ['http://evil/cb'] }],
    roles: { realm: [] },
  };
  expect(realmDifferences(wanted, altered).map(differenceLine)).toEqual([
    'clients.staff-portal.redirectUris: wanted ["http://a/cb"], running ["http://evil/cb"]',
    'roles.realm.clerk: wanted "to be there", running nothing',
  ]);
});
