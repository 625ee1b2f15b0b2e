import { BinaryReader } from '@bufbuild/protobuf/wire';
import type { Permission } from '@egov/platform';
import { Access as AccessOption } from '@egov/proto/egov/access/v1/access';
import { DomainError } from '../../domain/refusal.ts';
import type { Principal } from '../context/principal.ts';
import type { Method } from './service-definition.ts';

/**
 * Who may call a method: holders of one of the permissions; without permissions, anybody with a valid token.
 */
export type Access = Readonly<{ anyOf: readonly Permission[]; refused: readonly string[] }>;

const OPTION = 50_001;
const MESSAGE = 2;

// Pages ask for each act that they show: an option is decoded once.
const decoded = new WeakMap<Method, Access>();

/** Returns the access option of a method; throws if it has none, since then nobody would be refused. */
export function accessOf(method: Method): Access {
  const known = decoded.get(method);
  if (known !== undefined) return known;
  const access = decode(method);
  decoded.set(method, access);
  return access;
}

function decode({ name, options }: Method): Access {
  const [bytes] = options._unknownFields?.[(OPTION << 3) | MESSAGE] ?? [];
  if (bytes === undefined) throw new TypeError(`${name} has no option egov.access.v1.access`);
  const reader = new BinaryReader(bytes);
  // A test keeps the permissions of the contracts equal to those of the platform.
  return AccessOption.decode(reader, reader.uint32()) as Access;
}

/** Throws PERMISSION_MISSING for a caller that holds none of the permissions of a method. */
export function checkAccess({ anyOf }: Access, { permissions }: Principal): void {
  if (anyOf.length > 0 && !anyOf.some((permission) => permissions.has(permission)))
    throw new DomainError('forbidden', 'PERMISSION_MISSING', { permission: anyOf.join(' or ') });
}
