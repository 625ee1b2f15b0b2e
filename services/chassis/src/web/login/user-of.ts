import { decodeJwt } from 'jose';
import type { User } from '../visit.ts';

type Claims = {
  preferred_username?: string;
  name?: string;
  family_name?: string;
  given_name?: string;
  agencies?: string[];
  resource_access?: Readonly<Record<string, { roles?: string[] }>>;
};

const AUDIENCE = 'egov-api';

/**
 * Reads the user from a token that came straight from the identity provider; every service verifies it again.
 */
export function userOf(accessToken: string): User {
  const {
    sub = '',
    preferred_username: username = '',
    name,
    family_name: family,
    given_name: given,
    agencies = [],
    resource_access: access,
  } = decodeJwt<Claims>(accessToken);
  // Vietnamese names begin with the family name; the provider's `name` does not.
  const whole = family !== undefined && given !== undefined ? `${family} ${given}` : (name ?? username);
  return { subject: sub, username, name: whole, permissions: access?.[AUDIENCE]?.roles ?? [], agencies };
}
