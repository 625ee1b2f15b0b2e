import { permissions } from '@egov/platform';
import { AUDIENCE, type RealmInput } from './realm-input.ts';
import { roles } from './roles.ts';
import { needsSecondFactor, SECOND_FACTOR_ROLE } from './second-factors.ts';

/** The permissions, and the offices' roles made of them. */
export const realmRoles = (secondFactor: RealmInput['secondFactor']) => ({
  client: { [AUDIENCE]: Object.entries(permissions).map(([name, description]) => ({ name, description })) },
  realm: [
    { name: SECOND_FACTOR_ROLE, description: 'Must log in with a second factor', composite: false },
    ...Object.entries(roles).map(([name, allowed]) => ({
      name,
      composite: true,
      composites: {
        client: { [AUDIENCE]: allowed },
        realm: secondFactor === 'required' && needsSecondFactor(allowed) ? [SECOND_FACTOR_ROLE] : [],
      },
    })),
  ],
});
