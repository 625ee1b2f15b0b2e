import type { Permission } from '@egov/platform';
import type { CallContext } from '@egov/chassis/application';
import { known, type Agency } from '../../domain/agency/agency.ts';

/**
 * Allows callers of the agency itself, or of the one directly above it; throws PERMISSION_MISSING or
 * NOT_FOUND.
 */
export const ownAgency =
  ({ principal }: CallContext, permission: Permission) =>
  (state: Agency): void => {
    const { agencyId, parentId } = known(state);
    principal.require(permission, agencyId, parentId ?? undefined);
  };
