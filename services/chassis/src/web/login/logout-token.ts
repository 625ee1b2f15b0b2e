import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
const MAX_AGE = '2m';

/**
 * Verifies logout tokens (OpenID Connect Back-Channel Logout 1.0, section 2.6). Throws `errors.JOSEError` on
 * a token that is refused.
 */
export function logoutTokens({ issuer, clientId }: Readonly<{ issuer: string; clientId: string }>) {
  const keys = createRemoteJWKSet(new URL(`${issuer}/protocol/openid-connect/certs`));
  const seen = new LRUCache<string, true>({ max: 10_000, ttl: 10 * 60_000 });
  return async (
    token: string,
  ): Promise<Readonly<{ sid?: string | undefined; subject?: string | undefined }>> => {
    const { payload } = await jwtVerify<{
      sid?: string;
      events?: Readonly<Record<string, unknown>>;
      nonce?: string;
    }>(token, keys, { issuer, audience: clientId, maxTokenAge: MAX_AGE });
    const { sid, sub: subject, events, nonce, jti } = payload;
    if (events?.[EVENT] === undefined) throw new errors.JWTInvalid('The token is not a logout token.');
    if (nonce !== undefined) throw new errors.JWTInvalid('A logout token has no nonce.');
    if (sid === undefined && subject === undefined)
      throw new errors.JWTInvalid('The token names neither session nor subject.');
    if (jti === undefined || seen.has(jti)) throw new errors.JWTInvalid('The token was used before.');
    seen.set(jti, true);
    return { sid, subject };
  };
}
