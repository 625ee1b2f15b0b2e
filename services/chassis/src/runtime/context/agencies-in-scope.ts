import type { Permission } from '@egov/platform';
import type { CallContext } from './call-context.ts';
import { WHOLE_PROVINCE } from './principal.ts';

/**
 * The agencies a caller may ask about with a permission: the one named, or all in scope (null: the whole
 * province). Throws PERMISSION_MISSING, NOT_FOUND.
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
