import express, { Router, type Request, type RequestHandler } from 'express';
import * as oidc from 'openid-client';
import type { Logger } from '../../runtime/logger/logger.ts';
import { isLocalPath } from '../answer.ts';
import type { Login } from '../portal-app.ts';
import { PageError } from '../page-error.ts';
import { redirect } from '../redirect.ts';
import type { Sessions } from '../session/nats-sessions.ts';
import {
  identityProvider,
  IdentityProviderDown,
  LoginEnded,
  type ClientAtIssuer,
} from './identity-provider.ts';
import { logoutTokens } from './logout-token.ts';
import type { SessionTokens } from './session-tokens.ts';
import { renewOnce } from './renew-once.ts';
import { userOf } from './user-of.ts';

/** Options of a portal's login. `refresh` may be another client of the same provider. */
export type OidcLoginOptions = ClientAtIssuer &
  Readonly<{
    /** Every address sent to the provider is built from it, never from a request's host. */
    baseUrl: string;
    sessions: Pick<Sessions, 'endOf'>;
    logger: Logger;
    refresh?: (tokens: SessionTokens) => Promise<SessionTokens>;
  }>;

/** A token this close to its expiry is renewed before it is used. */
const RENEW_MS = 10_000;

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
  const { baseUrl, logger } = options;
  const end = async (request: Request): Promise<string> => {
    const { tokens } = request.session;
    await renewSession(request);
    return endAddress(provider, options, tokens);
  };
  const router = Router();
  router.get('/auth/login', beginning(provider, baseUrl));
  router.get('/auth/callback', returning(provider, options));
  router.post('/auth/logout', async (request, response) => {
    redirect(response, await end(request));
  });
  router.post(
    '/auth/backchannel-logout',
    express.urlencoded({ extended: false, limit: '16kb' }),
    endedElsewhere(options),
  );
  return { router, end, authenticate: authenticated(options.refresh ?? provider.refresh, logger) };
}

type Provider = ReturnType<typeof identityProvider>;

/** Redirects the browser to the provider's login. */
const beginning =
  (provider: Provider, baseUrl: string): RequestHandler =>
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
    request.session.attempt = attempt;
    redirect(response, url.href);
  };

/** Handles the browser's return from the provider, and gets the tokens. */
const returning =
  (provider: Provider, { baseUrl, logger }: OidcLoginOptions): RequestHandler =>
  async (request, response) => {
    const { attempt } = request.session;
    const [, query = ''] = request.originalUrl.split('?');
    if (attempt === undefined) {
      redirect(response, '/auth/login');
      return;
    }
    delete request.session.attempt;
    const tokens = await loggedIn(() =>
      provider.exchange(new URL(`${baseUrl}/auth/callback?${query}`), attempt),
    );
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
      logger.warn({ err: error }, 'a logout token was refused');
      response.status(400).json({ error: 'invalid_request' });
    }
  };
}

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
      throw new PageError('form-expired', 'The login ended in another session.', { cause: error });
    throw error;
  }
}

function authenticated(
  refresh: (tokens: SessionTokens) => Promise<SessionTokens>,
  logger: Logger,
): RequestHandler {
  const renewing = new Map<string, Promise<SessionTokens>>();
  const renewed = (request: Request, tokens: SessionTokens): Promise<SessionTokens> => {
    const id = request.sessionID;
    const running =
      renewing.get(id) ?? renewOnce(request, tokens, refresh).finally(() => renewing.delete(id));
    renewing.set(id, running);
    return running;
  };
  return async (request, _response, next) => {
    const { tokens } = request.session;
    if (tokens === undefined) return next();
    const left = tokens.expiresAt - Date.now();
    if (left > RENEW_MS) {
      admit(request, tokens);
      return next();
    }
    try {
      request.session.tokens = await renewed(request, tokens);
      admit(request, request.session.tokens);
    } catch (error) {
      if (error instanceof LoginEnded) {
        logger.info({ callerId: tokens.subject }, 'the login has ended');
        await renewSession(request);
      } else if (error instanceof IdentityProviderDown && left > 0) admit(request, tokens);
      else return next(error);
    }
    next();
  };
}

function admit(request: Request, tokens: SessionTokens): void {
  request.visitor = { user: userOf(tokens.access), token: tokens.access };
}

/** A session id from before a login or logout is worthless after it. */
const renewSession = (request: Request): Promise<void> =>
  new Promise((resolve, reject) => {
    request.session.regenerate((error: unknown) => {
      if (error === undefined || error === null) resolve();
      else
        reject(
          error instanceof Error ? error : new Error('The session could not be renewed.', { cause: error }),
        );
    });
  });
