import express, { Router, type Request, type RequestHandler } from 'express';
import { errors } from 'jose';
import * as oidc from 'openid-client';
import type { Logger } from '../../runtime/logger/logger.ts';
import { isLocalPath } from '../answer.ts';
import type { Login } from '../portal-app.ts';
import { PageError } from '../page-error.ts';
import { redirect } from '../redirect.ts';
import type { Sessions } from '../session/nats-sessions.ts';
import { authenticate } from './authenticate.ts';
import {
  identityProvider,
  IdentityProviderDown,
  LoginEnded,
  type ClientAtIssuer,
} from './identity-provider.ts';
import { loginAttempts } from './login-attempts.ts';
import { logoutTokens } from './logout-token.ts';
import { renewSession } from './session-of.ts';
import type { SessionTokens } from './session-tokens.ts';

/** Options of a portal's login. `refresh` may be another client of the same provider. */
export type OidcLoginOptions = ClientAtIssuer &
  Readonly<{
    /** Every address sent to the provider is built from it, never from a request's host. */
    baseUrl: string;
    sessions: Pick<Sessions, 'endOf' | 'logins'>;
    /** Seals logins in progress. */
    key: Uint8Array;
    logger: Logger;
    refresh?: (tokens: SessionTokens) => Promise<SessionTokens>;
  }>;

/**
 * Keycloak's pages on which a logged-in user sets up a second factor; the user comes back whether or not they
 * did.
 */
const setUps = { totp: 'CONFIGURE_TOTP', passkey: 'webauthn-register-passwordless' } as const;

/**
 * Logs in by the code flow with PKCE; the session holds the tokens and is renewed at login; the browser only
 * has its cookie.
 */
export function oidcLogin(options: OidcLoginOptions): Login {
  const provider = identityProvider(options);
  const { baseUrl, key, logger, sessions } = options;
  const attempts = loginAttempts({ key, secure: baseUrl.startsWith('https:') });
  const end = async (request: Request): Promise<string> => {
    const { tokens } = request.session;
    if (tokens !== undefined) await sessions.endOf(tokens);
    await renewSession(request);
    return endAddress(provider, options, tokens);
  };
  const router = Router();
  router.get('/auth/login', beginning(provider, attempts, baseUrl));
  router.get('/auth/callback', returning(provider, attempts, options));
  router.post('/auth/logout', async (request, response) => {
    redirect(response, await end(request));
  });
  router.post(
    '/auth/backchannel-logout',
    express.urlencoded({ extended: false, limit: '16kb' }),
    endedElsewhere(options),
  );
  return { router, end, authenticate: authenticate(options.refresh ?? provider.refresh, logger) };
}

type Provider = ReturnType<typeof identityProvider>;
type Attempts = ReturnType<typeof loginAttempts>;

/** Redirects the browser to the provider's login. */
const beginning =
  (provider: Provider, attempts: Attempts, baseUrl: string): RequestHandler =>
  async (request, response) => {
    const { return: wanted, set_up: factor } = request.query;
    const attempt = {
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      verifier: oidc.randomPKCECodeVerifier(),
      returnTo: typeof wanted === 'string' && isLocalPath(wanted) ? wanted : '/',
    };
    const url = oidc.buildAuthorizationUrl(await provider.answering(), {
      redirect_uri: `${baseUrl}/auth/callback`,
      scope: 'openid',
      state: attempt.state,
      nonce: attempt.nonce,
      ui_locales: request.locale,
      code_challenge: await oidc.calculatePKCECodeChallenge(attempt.verifier),
      code_challenge_method: 'S256',
      ...(factor === 'totp' || factor === 'passkey' ? { kc_action: setUps[factor] } : {}),
    });
    attempts.keep(response, attempt);
    redirect(response, url.href);
  };

/**
 * Handles the browser's return from the provider, and gets the tokens. A login that was ended here while the
 * provider still has it is ended there.
 */
const returning =
  (provider: Provider, attempts: Attempts, options: OidcLoginOptions): RequestHandler =>
  async (request, response) => {
    const { baseUrl, logger, sessions } = options;
    const attempt = attempts.take(request, response);
    const [, query = ''] = request.originalUrl.split('?');
    if (attempt === undefined || request.query.state !== attempt.state)
      throw new PageError('login-failed', 'This browser began no such login.');
    const tokens = await loggedIn(() =>
      provider.exchange(new URL(`${baseUrl}/auth/callback?${query}`), attempt),
    );
    if ((await sessions.logins.get(tokens.sid)).ended) {
      redirect(response, await endAddress(provider, options, tokens));
      return;
    }
    await renewSession(request);
    request.session.tokens = tokens;
    logger.info({ callerId: tokens.subject }, 'logged in');
    redirect(response, attempt.returnTo);
  };

/** The provider reports that a login has ended there: its sessions end here. */
function endedElsewhere(options: OidcLoginOptions): RequestHandler {
  const { sessions, logger } = options;
  const verify = logoutTokens(options);
  return async (request, response) => {
    const { logout_token: token } = (request.body ?? {}) as { logout_token?: unknown };
    try {
      const count = await sessions.endOf(await verify(typeof token === 'string' ? token : ''));
      logger.info({ count }, 'sessions ended by the identity provider');
      response.status(200).end();
    } catch (error) {
      // Anybody can send one: how it was refused is not worth a stack.
      if (!isRefused(error)) throw error;
      logger.info({ reason: error.code }, 'a logout token was refused');
      response.status(400).json({ error: 'invalid_request' });
    }
  };
}

const keysMissing = ['ERR_JOSE_GENERIC', 'ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID'];
/** Returns whether the token itself is wrong: if its keys cannot be had, the failure is ours. */
const isRefused = (error: unknown): error is errors.JOSEError =>
  error instanceof errors.JOSEError && !keysMissing.includes(error.code);

/**
 * The address at which the browser also ends the login at the provider; the front page while that is down.
 */
async function endAddress(
  provider: Provider,
  { baseUrl, logger }: OidcLoginOptions,
  tokens: SessionTokens | undefined,
): Promise<string> {
  if (tokens === undefined) return '/';
  try {
    return oidc.buildEndSessionUrl(await provider.configuration(), {
      id_token_hint: tokens.id,
      post_logout_redirect_uri: `${baseUrl}/`,
    }).href;
  } catch (error) {
    if (!(error instanceof IdentityProviderDown)) throw error;
    logger.warn({ err: error }, 'logged out here only');
    return '/';
  }
}

async function loggedIn(exchange: () => Promise<SessionTokens>): Promise<SessionTokens> {
  try {
    return await exchange();
  } catch (error) {
    if (error instanceof LoginEnded)
      throw new PageError('login-failed', 'The provider refused the login.', { cause: error });
    throw error;
  }
}
