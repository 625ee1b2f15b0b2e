import { BinaryReader } from '@bufbuild/protobuf/wire';
import type { Permission } from '@egov/platform';
import { Access as AccessOption } from '@egov/proto/egov/access/v1/access';
import { DomainError } from '../../domain/refusal.ts';
import type { Principal } from '../context/principal.ts';
import type { Method } from './service-definition.ts';

/**
 * Who may call a method: holders of one of the permissions, anybody with a valid token where there is none.
 */
export type Access = Readonly<{ anyOf: readonly Permission[]; refused: readonly string[] }>;

const OPTION = 50_001;
const MESSAGE = 2;

/**
 * Returns what the contract says of a method; throws where it says nothing, as nobody would be refused it.
 */
export function accessOf({ name, options }: Method): Access {
  const [bytes] = options._unknownFields?.[(OPTION << 3) | MESSAGE] ?? [];
  if (bytes === undefined) throw new TypeError(`${name} has no option egov.access.v1.access`);
  const reader = new BinaryReader(bytes);
  // A test holds the permissions of the contracts and those of the platform equal.
  return AccessOption.decode(reader, reader.uint32()) as Access;
}

/** Throws PERMISSION_MISSING for a caller that holds none of the permissions of a method. */
export function checkAccess({ anyOf }: Access, { permissions }: Principal): void {
  if (anyOf.length > 0 && !anyOf.some((permission) => permissions.has(permission)))
    throw new DomainError('forbidden', 'PERMISSION_MISSING', { permission: anyOf.join(' or ') });
}
