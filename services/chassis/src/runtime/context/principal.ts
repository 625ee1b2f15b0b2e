import type { Permission } from '@egov/platform';
import { DomainError, missing } from '../../domain/refusal.ts';

/** Stands for the whole province among the agencies of a token. */
export const WHOLE_PROVINCE = '*';

/**
 * The reason for every record that does not exist or that the caller may not see; the two must be
 * indistinguishable.
 */
export const NOT_FOUND = 'NOT_FOUND';

/** The caller, according to the verified token. */
export type Principal = Readonly<{
  subject: string;
  agencies: readonly string[];
  permissions: ReadonlySet<string>;
  /** Whether it is a service account rather than a person's. */
  service: boolean;
  /**
   * Throws `PERMISSION_MISSING` without the permission, and `NOT_FOUND` if agencies are given and none is in
   * the caller's scope: what one may not see does not exist. Unknown agencies (`undefined`) are in the scope
   * of the whole province only.
   */
  require: (permission: Permission, ...agencyIds: readonly (string | undefined)[]) => void;
  /** Returns whether `require` would pass. */
  may: (permission: Permission, ...agencyIds: readonly (string | undefined)[]) => boolean;
}>;

/** The claims of a verified access token that identify the caller and their rights. */
export type Claims = Readonly<{
  subject: string;
  agencies: readonly string[];
  permissions: Iterable<string>;
  service: boolean;
}>;

/** Makes the principal of verified claims. */
export function principalOf(claims: Claims): Principal {
  const permissions: ReadonlySet<string> = new Set(claims.permissions);
  const scope: ReadonlySet<string> = new Set(claims.agencies);
  const inScope = (agencyIds: readonly (string | undefined)[]): boolean =>
    agencyIds.length === 0 ||
    scope.has(WHOLE_PROVINCE) ||
    agencyIds.some((id) => id !== undefined && scope.has(id));
  return Object.freeze({
    subject: claims.subject,
    agencies: Object.freeze([...scope]),
    permissions,
    service: claims.service,
    require(permission: Permission, ...agencyIds: readonly (string | undefined)[]): void {
      if (!permissions.has(permission))
        throw new DomainError('forbidden', 'PERMISSION_MISSING', { permission });
      if (!inScope(agencyIds)) throw missing(NOT_FOUND);
    },
    may: (permission: Permission, ...agencyIds: readonly (string | undefined)[]) =>
      permissions.has(permission) && inScope(agencyIds),
  });
}

/**
 * Makes the principal of a service that acts on its own (a policy, a timer): it may do what its own use cases
 * do.
 */
export function systemPrincipal(service: string): Principal {
  return Object.freeze({
    subject: `service:${service}`,
    agencies: [WHOLE_PROVINCE],
    permissions: new Set<string>(),
    service: true,
    require: () => undefined,
    may: () => true,
  });
}
