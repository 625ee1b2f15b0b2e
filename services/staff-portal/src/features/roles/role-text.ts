import type { Translate } from '@egov/chassis/web';

/** The roles that an official may be appointed in. */
export const knownRoles = [
  'counter-official',
  'specialist',
  'clerk',
  'unit-leader',
  'inspector',
  'administrator',
  'auditor',
] as const;

/** A role in words; an unknown one as it is. */
export const roleText = (role: string, t: Translate): string =>
  knownRoles.some((known) => known === role) ? t(`role.${role}`) : role;
