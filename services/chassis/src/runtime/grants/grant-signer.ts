import { importJWK, SignJWT } from 'jose';
import { type Grant, GRANT_ALGORITHM, GRANT_SECONDS, GRANT_TYPE } from './grant.ts';
import type { GrantPrivateKey } from './grant-keys.ts';

/** A signed grant, and the instant at which it expires. */
export type SignedGrant = Readonly<{ token: string; expiresAt: string }>;

/** Signs grants as one service. */
export type GrantSigner = (grant: Grant) => Promise<SignedGrant>;

/** Makes the signer of a service. */
export function grantSigner({
  service,
  key,
  clock = Date.now,
}: Readonly<{ service: string; key: GrantPrivateKey; clock?: () => number }>): GrantSigner {
  const imported = importJWK(key, GRANT_ALGORITHM);
  return async ({ audience, subject, ...granted }) => {
    const now = Math.floor(clock() / 1_000);
    const expires = now + GRANT_SECONDS;
    const token = await new SignJWT(granted)
      .setProtectedHeader({ alg: GRANT_ALGORITHM, typ: GRANT_TYPE, kid: key.kid })
      .setIssuer(service)
      .setAudience(audience)
      .setSubject(subject)
      .setIssuedAt(now)
      .setExpirationTime(expires)
      .sign(await imported);
    return { token, expiresAt: new Date(expires * 1_000).toISOString() };
  };
}
