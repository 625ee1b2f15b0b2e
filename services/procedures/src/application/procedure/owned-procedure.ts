import type { CallContext } from '@egov/chassis/application';
import type { Permission } from '@egov/platform';
import type { Procedure } from '../../domain/procedure/procedure.ts';
import { refusal } from '../../domain/reasons.ts';

/**
 * Allows officials of the agency that owns a procedure according to its latest version; throws
 * PERMISSION_MISSING or NOT_FOUND.
 */
export function ownedProcedure(
  permission: Permission,
  { principal }: CallContext,
  procedure: Procedure,
): void {
  principal.require(permission);
  if (procedure.phase === 'unknown') throw refusal('NOT_FOUND');
  principal.require(permission, procedure.versions.at(-1)?.terms.agencyId);
}
