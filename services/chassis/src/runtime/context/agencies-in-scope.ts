import type { Permission } from '@egov/platform';
import type { CallContext } from './call-context.ts';
import { WHOLE_PROVINCE } from './principal.ts';

/**
 * Returns the agencies that a caller may query with a permission: the one given, or all in scope (null: the
 * whole province). Throws PERMISSION_MISSING, NOT_FOUND.
 */
export function agenciesInScope(
  { principal }: CallContext,
  permission: Permission,
  named: string | undefined,
): readonly string[] | null {
  principal.require(permission);
  if (named !== undefined) {
    principal.require(permission, named);
    return [named];
  }
  return principal.agencies.includes(WHOLE_PROVINCE) ? null : principal.agencies;
}
