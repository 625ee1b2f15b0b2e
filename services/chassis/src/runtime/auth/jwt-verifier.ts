import { hash } from 'node:crypto';
import { citizensClients, platformClients } from '@egov/platform';
import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import { DomainError } from '../../domain/mod.ts';
import { type Principal, principalOf } from '../context/principal.ts';
import type { Logger } from '../logger/logger.ts';
import { Unauthenticated } from './unauthenticated.ts';

/**
 * Verifies an access token and returns the caller. Throws `Unauthenticated`, or `ISSUER_UNAVAILABLE` when the
 * keys cannot be fetched.
 */
export type Verifier = Readonly<{ verify: (token: string) => Principal | Promise<Principal> }>;

/** The issuer whose tokens are accepted. */
export type JwtVerifierOptions = Readonly<{
  issuer: string;
  /** In the token's `aud`, and the client whose roles are the permissions. */
  audience: string;
  /** The clients whose tokens are accepted; every process of the platform when absent. */
  clients?: readonly string[];
  /** Keycloak's path under the issuer when absent. */
  jwksUrl?: string | undefined;
  logger?: Logger;
  /** For this long after the keys were fetched, an unknown key does not cause another fetch. */
  cooldownMs?: number;
  clock?: () => number;
}>;

const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];
const MAX_TOKEN = 16_384;
const TOKENS_REMEMBERED = 5_000;
// A verified token is trusted this long before its signature is checked again, so that a withdrawn key
// expires.
const REMEMBER_MS = 300_000;
const REFRESH_KEYS_MS = 600_000;
const COOLDOWN_MS = 5_000;
const FETCH_MS = 2_000;

/**
 * Makes the verifier of one issuer. Its keys are kept while the issuer cannot be reached; an unknown key id
 * fetches them again.
 */
export function jwtVerifier({
  issuer,
  audience,
  clients = platformClients,
  jwksUrl,
  logger,
  cooldownMs = COOLDOWN_MS,
  clock = Date.now,
}: JwtVerifierOptions): Verifier {
  const keys = createRemoteJWKSet(new URL(jwksUrl ?? `${issuer}/protocol/openid-connect/certs`), {
    cacheMaxAge: Number.POSITIVE_INFINITY,
    cooldownDuration: cooldownMs,
    timeoutDuration: FETCH_MS,
  });
  const remembered = new LRUCache<string, Readonly<{ principal: Principal; until: number }>>({
    max: TOKENS_REMEMBERED,
  });
  let refreshAt = clock() + REFRESH_KEYS_MS;

  const refreshKeys = (): void => {
    if (clock() < refreshAt) return;
    refreshAt = clock() + REFRESH_KEYS_MS;
    keys
      .reload()
      .catch((error: unknown) =>
        logger?.warn({ err: error }, 'the keys of the issuer could not be refreshed, old ones stay'),
      );
  };
  const check = async (token: string, key: string): Promise<Principal> => {
    refreshKeys();
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience,
        algorithms: ALGORITHMS,
        requiredClaims: ['exp', 'sub'],
        currentDate: new Date(clock()),
        clockTolerance: 5,
      });
      requireAccess(payload, clients);
      const principal = principalOf(claimsOf(payload, audience));
      remembered.set(key, { principal, until: Math.min((payload.exp ?? 0) * 1_000, clock() + REMEMBER_MS) });
      return principal;
    } catch (error) {
      throw refusalOf(error);
    }
  };
  return {
    verify(token) {
      if (token.length > MAX_TOKEN) throw new Unauthenticated('TOKEN_INVALID');
      const key = hash('sha256', token, 'base64');
      const known = remembered.get(key);
      return known !== undefined && clock() < known.until ? known.principal : check(token, key);
    },
  };
}

/**
 * A realm also signs ID, refresh and logout tokens, and access tokens for clients that are not the
 * platform's.
 */
function requireAccess(payload: JWTPayload, clients: readonly string[]): void {
  const { typ, azp } = payload;
  if (typ !== 'Bearer')
    throw new errors.JWTClaimValidationFailed('It is not an access token.', payload, 'typ', 'check_failed');
  if (typeof azp !== 'string' || !clients.includes(azp))
    throw new errors.JWTClaimValidationFailed(
      'It was issued to a client that is not the platform’s.',
      payload,
      'azp',
      'check_failed',
    );
}

const SERVICE_ACCOUNT = 'service-account-';

/**
 * The claims of a verified token. A person's agencies do not count in a portal for citizens: a login there
 * comes along with that of the staff portal, whose screen may be locked, and whoever takes that portal over
 * gets no official's rights with it.
 */
function claimsOf(payload: JWTPayload, audience: string): Parameters<typeof principalOf>[0] {
  const access = payload['resource_access'] as
    | Readonly<Record<string, { roles?: unknown } | undefined>>
    | undefined;
  const { azp, preferred_username: name } = payload;
  const service = typeof name === 'string' && name.startsWith(SERVICE_ACCOUNT);
  const isOfCitizens = !service && citizensClients.includes(String(azp));
  return {
    subject: payload.sub ?? '',
    agencies: isOfCitizens ? [] : texts(payload['agencies']),
    permissions: texts(typeof access === 'object' ? access[audience]?.roles : undefined),
    service,
  };
}

const texts = (claim: unknown): readonly string[] => {
  if (typeof claim === 'string') return [claim];
  return Array.isArray(claim) ? claim.filter((item) => typeof item === 'string') : [];
};

function refusalOf(error: unknown): Error {
  if (error instanceof errors.JWTExpired) return new Unauthenticated('TOKEN_EXPIRED', { cause: error });
  const ofToken =
    error instanceof errors.JOSEError &&
    error.code !== 'ERR_JOSE_GENERIC' &&
    !(error instanceof errors.JWKSTimeout);
  if (ofToken || (error instanceof TypeError && !isFetchFailure(error)))
    return new Unauthenticated('TOKEN_INVALID', { cause: error });
  return new DomainError('unavailable', 'ISSUER_UNAVAILABLE', {}, { cause: error });
}

const isFetchFailure = (error: TypeError): boolean => error.message.includes('fetch');
