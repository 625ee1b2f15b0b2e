import { decodeJwt, errors, importJWK, jwtVerify } from 'jose';
import { z } from 'zod';
import { DomainError } from '../../domain/mod.ts';
import { type Grant, GRANT_ALGORITHM, GRANT_SECONDS, GRANT_TYPE } from './grant.ts';
import type { TrustedGrantKeys } from './grant-keys.ts';

/** What a caller claims was granted. */
export type ClaimedGrant = Readonly<{ token: string; subject: string; verb: string; thing: string }>;

/** Returns the grant if it covers the claim. Throws forbidden GRANT_REFUSED. */
export type GrantVerifier = (claim: ClaimedGrant) => Promise<Grant>;

const MAX_GRANT = 4_096;

const claims = z.object({ verb: z.string(), thing: z.string(), owner: z.string(), record: z.string() });

/**
 * Makes the verifier of a service that stores things for others; a grant is verified only with the keys of
 * the service it names.
 */
export function grantVerifier({
  audience,
  trusted,
  clock = Date.now,
}: Readonly<{ audience: string; trusted: TrustedGrantKeys; clock?: () => number }>): GrantVerifier {
  const keyOf = async (service: unknown, kid: string | undefined) => {
    const keys = typeof service === 'string' && Object.hasOwn(trusted, service) ? trusted[service] : [];
    const key = keys?.find((each) => each.kid === kid);
    if (key === undefined) throw new errors.JWKSNoMatchingKey();
    return importJWK(key, GRANT_ALGORITHM);
  };
  return async ({ token, subject, verb, thing }) => {
    if (token.length > MAX_GRANT) throw refused();
    try {
      // The service whose keys to try is read before the signature is verified; the signature covers it.
      const { iss } = decodeJwt(token);
      const { payload } = await jwtVerify(token, ({ kid }) => keyOf(iss, kid), {
        algorithms: [GRANT_ALGORITHM],
        typ: GRANT_TYPE,
        audience,
        subject,
        requiredClaims: ['iss', 'exp', 'iat'],
        maxTokenAge: GRANT_SECONDS,
        clockTolerance: 5,
        currentDate: new Date(clock()),
      });
      const granted = claims.parse(payload);
      if (granted.verb !== verb || granted.thing !== thing) throw refused();
      return { audience, subject, ...granted };
    } catch (error) {
      if (error instanceof errors.JOSEError || error instanceof z.ZodError) throw refused(error);
      throw error;
    }
  };
}

// The cause is not reported: a grant reveals nothing to a caller it was not issued to.
const refused = (cause?: unknown): DomainError =>
  new DomainError('forbidden', 'GRANT_REFUSED', {}, cause === undefined ? {} : { cause });
