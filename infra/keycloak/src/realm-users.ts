import { serviceAccounts } from './accounts.ts';
import { AUDIENCE, programsIn, type RealmInput } from './realm-input.ts';
import { SECOND_FACTOR_ROLE } from './second-factors.ts';

/** The administrator of the realm, without any permission in the services. */
export const ADMIN_USERNAME = 'keycloak-admin';
const ADMIN_SUBJECT = '5c2f7f0e-52a4-8d0e-9d3b-3a5d1c7f0e01';

/** Returns all users of the realm: the programs' accounts, its administrator, and people. */
export const realmUsers = ({
  clientSecrets,
  serviceSubject,
  accounts,
  credential,
  adminCredential,
  secondFactor = 'offered',
}: RealmInput) => [
  ...programsIn(clientSecrets).map((name) => ({
    id: serviceSubject(name),
    username: `service-account-${name}`,
    enabled: true,
    serviceAccountClientId: name,
    clientRoles: { [AUDIENCE]: serviceAccounts[name].permissions },
    attributes: { agencies: ['*'] },
  })),
  {
    id: ADMIN_SUBJECT,
    username: ADMIN_USERNAME,
    email: 'keycloak-admin@egov.invalid',
    emailVerified: true,
    enabled: true,
    lastName: 'Quản trị',
    firstName: 'Keycloak',
    credentials: [adminCredential],
    clientRoles: { 'realm-management': ['realm-admin'] },
    realmRoles: secondFactor === 'required' ? [SECOND_FACTOR_ROLE] : [],
  },
  ...accounts.map(({ subject, username, name, email, roles: held, agencies }) => ({
    id: subject,
    username,
    email,
    emailVerified: true,
    enabled: true,
    ...partsOf(name),
    credentials: [credential],
    realmRoles: held,
    attributes: { agencies },
  })),
];

/** Vietnamese names begin with the family name. */
function partsOf(name: string): { lastName: string; firstName: string } {
  const [lastName = '', ...rest] = name.split(' ');
  return { lastName, firstName: rest.join(' ') };
}
