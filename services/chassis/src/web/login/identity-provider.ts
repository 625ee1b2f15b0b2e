import { decodeJwt } from 'jose';
import * as oidc from 'openid-client';
import type { SessionTokens } from './session-tokens.ts';

/** The portal at the issuer. */
export type ClientAtIssuer = Readonly<{ issuer: string; clientId: string; clientSecret: string }>;

/** Thrown when the identity provider does not respond. */
export class IdentityProviderDown extends Error {
  constructor(options?: ErrorOptions) {
    super('The identity provider does not respond.', options);
    this.name = 'IdentityProviderDown';
  }
}

/** Thrown when the identity provider refuses to renew: the person is logged out. */
export class LoginEnded extends Error {
  constructor(options?: ErrorOptions) {
    super('The identity provider ended the login.', options);
    this.name = 'LoginEnded';
  }
}

const ANSWER_SECONDS = 5;
const ANSWERED_LATELY_MS = 2_000;

/**
 * The portal's calls to the identity provider; it is discovered on first use, so that a portal starts without
 * it.
 */
export function identityProvider({ issuer, clientId, clientSecret }: ClientAtIssuer) {
  let found: Promise<oidc.Configuration> | undefined;
  let askedAt = 0;
  const configuration = (): Promise<oidc.Configuration> => {
    found ??= discover().catch((error: unknown) => {
      found = undefined;
      askedAt = 0;
      throw new IdentityProviderDown({ cause: error });
    });
    return found;
  };
  const discover = () =>
    oidc.discovery(new URL(issuer), clientId, clientSecret, oidc.ClientSecretPost(clientSecret), {
      timeout: ANSWER_SECONDS,
      ...(issuer.startsWith('http:') ? { execute: [oidc.allowInsecureRequests] } : {}),
    });
  return {
    configuration,
    /**
     * Like `configuration`, but fetched again unless the provider responded a moment ago: nobody is
     * redirected to a provider that is down.
     */
    answering: (): Promise<oidc.Configuration> => {
      if (Date.now() - askedAt > ANSWERED_LATELY_MS) {
        found = undefined;
        askedAt = Date.now();
      }
      return configuration();
    },
    exchange: async (
      callback: URL,
      checks: Readonly<{ state: string; nonce: string; verifier: string }>,
    ): Promise<SessionTokens> => {
      const at = await configuration();
      return tokensOf(
        await spoken(() =>
          oidc.authorizationCodeGrant(at, callback, {
            expectedState: checks.state,
            expectedNonce: checks.nonce,
            pkceCodeVerifier: checks.verifier,
            idTokenExpected: true,
          }),
        ),
      );
    },
    refresh: async (tokens: SessionTokens): Promise<SessionTokens> => {
      const at = await configuration();
      return tokensOf(await spoken(() => oidc.refreshTokenGrant(at, tokens.refresh)), tokens);
    },
  };
}

export type IdentityProvider = ReturnType<typeof identityProvider>;

/** A refusal of what the person brought ends the login; a failure of the provider or of ours does not. */
async function spoken<Value>(call: () => Promise<Value>): Promise<Value> {
  try {
    return await call();
  } catch (error) {
    throw isTheirs(error) ? new LoginEnded({ cause: error }) : new IdentityProviderDown({ cause: error });
  }
}

/** What the provider reports of itself, in an address that anybody can write. */
const ofProvider = ['server_error', 'temporarily_unavailable'];

/**
 * Whether the code, the refresh token or the address that the person came back with is not good. That the
 * provider refuses the portal itself (`invalid_client`, `unauthorized_client`) is no fault of the person.
 */
function isTheirs(error: unknown): boolean {
  if (error instanceof oidc.ResponseBodyError) return error.error === 'invalid_grant';
  if (error instanceof oidc.AuthorizationResponseError) return !ofProvider.includes(error.error);
  return (
    error instanceof oidc.ClientError &&
    /^OAUTH_(?:JWT|INVALID_RESPONSE|UNSUPPORTED_OPERATION)/u.test(error.code ?? '')
  );
}

type Granted = Readonly<{
  access_token: string;
  refresh_token?: string;
  id_token?: string;
  expires_in?: number;
}>;

/** The tokens as stored in the session. */
export function tokensOf(granted: Granted, before?: SessionTokens): SessionTokens {
  const claims = decodeJwt<{ sid?: string }>(granted.access_token);
  const sid = claims.sid ?? before?.sid ?? '';
  // Whatever ends or locks a login is recorded under its name.
  if (sid === '') throw new LoginEnded({ cause: new TypeError('The access token names no session.') });
  return {
    access: granted.access_token,
    refresh: granted.refresh_token ?? before?.refresh ?? '',
    id: granted.id_token ?? before?.id ?? '',
    expiresAt: (claims.exp ?? 0) * 1_000,
    sid,
    subject: claims.sub ?? '',
  };
}
