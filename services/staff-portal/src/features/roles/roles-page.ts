import type { Translate } from '@egov/chassis/web';
import { roles, type Role } from '@egov/keycloak';
import { allPermissions, type Permission } from '@egov/platform';

/**
 * The offices' roles and what each may do, as in the source of the realm. Roles of machine accounts and
 * importers are not offices' roles.
 */
export function rolesPage(t: Translate) {
  const names = (Object.keys(roles) as Role[]).filter((name) => name !== 'archivist-importer');
  const holds = (name: Role, permission: Permission): boolean =>
    (roles[name] as readonly Permission[]).includes(permission);
  return {
    title: t('roles.title'),
    roles: names.map((name) => t(`role.${name}`)),
    rows: allPermissions
      .filter((permission) => names.some((name) => holds(name, permission)))
      .map((permission) => ({
        permission: t(`permission.${permission}`),
        holds: names.map((name) => holds(name, permission)),
      })),
  };
}
