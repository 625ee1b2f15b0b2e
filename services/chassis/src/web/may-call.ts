import { accessOf } from '../runtime/grpc/access.ts';
import type { Method } from '../runtime/grpc/service-definition.ts';
import type { User } from './visit.ts';

/**
 * Returns whether a user holds a permission that a method requires; the service decides, this only predicts.
 */
export function mayCall({ permissions }: Pick<User, 'permissions'>, method: Method): boolean {
  const { anyOf } = accessOf(method);
  return anyOf.length === 0 || anyOf.some((permission) => permissions.includes(permission));
}
