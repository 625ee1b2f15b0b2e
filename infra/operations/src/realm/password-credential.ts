import { pbkdf2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import type { Credential } from '@egov/keycloak';

const ITERATIONS = 210_000;
const BYTES = 64;

/**
 * Hashes a password as Keycloak does. Done once for all demo accounts, which share a password: hashing it for
 * each of them during the import would take longer than the rest of a start.
 */
export async function passwordCredential(password: string): Promise<Credential> {
  const salt = randomBytes(16);
  const hash = await promisify(pbkdf2)(password, salt, ITERATIONS, BYTES, 'sha512');
  return {
    type: 'password',
    credentialData: JSON.stringify({
      hashIterations: ITERATIONS,
      algorithm: 'pbkdf2-sha512',
      additionalParameters: {},
    }),
    secretData: JSON.stringify({
      value: hash.toString('base64'),
      salt: salt.toString('base64'),
      additionalParameters: {},
    }),
  };
}
