import type { Permission } from '@egov/platform';
import type { CallContext } from '@egov/chassis/application';
import { known, type Agency } from '../../domain/agency/agency.ts';

/**
 * Allows what the agency itself, or the one directly above it, may do; throws PERMISSION_MISSING or
 * NOT_FOUND.
 */
export const ownAgency =
  ({ principal }: CallContext, permission: Permission) =>
  (state: Agency): void => {
    const { agencyId, parentId } = known(state);
    principal.require(permission, agencyId, parentId ?? undefined);
  };
