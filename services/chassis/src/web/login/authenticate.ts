import { setTimeout as pause } from 'node:timers/promises';
import type { Request, RequestHandler } from 'express';
import type { Logger } from '../../runtime/logger/logger.ts';
import { IdentityProviderDown, LoginEnded } from './identity-provider.ts';
import { readAgain, renewSession, storeSession } from './session-of.ts';
import type { SessionTokens } from './session-tokens.ts';
import { userOf } from './user-of.ts';

type Refresh = (tokens: SessionTokens) => Promise<SessionTokens>;

/** A token this close to its expiry is renewed before it is used. */
const RENEW_MS = 10_000;
/** How often, and how far apart, the session is read again for what another replica of the portal got. */
const READ_AGAIN = 5;
const READ_AGAIN_MS = 100;

/** Lets a request act for whoever logged in; tokens are renewed once for all requests of a session. */
export function authenticate(refresh: Refresh, logger: Logger): RequestHandler {
  const renewing = new Map<string, Promise<boolean>>();
  const renewed = (request: Request): Promise<boolean> => {
    const { sessionID } = request;
    const running = renewing.get(sessionID);
    if (running !== undefined) return running.then(() => readAgain(request));
    const own = renewedInStore(request, refresh).finally(() => renewing.delete(sessionID));
    renewing.set(sessionID, own);
    return own;
  };
  return async (request, _response, next) => {
    const { tokens } = request.session;
    if (tokens === undefined) return next();
    if (isFresh(tokens)) {
      admit(request, tokens);
      return next();
    }
    try {
      const { session } = (await renewed(request)) ? request : {};
      if (session?.tokens === undefined) await renewSession(request);
      else admit(request, session.tokens);
    } catch (error) {
      if (error instanceof LoginEnded) {
        logger.info({ callerId: tokens.subject }, 'the login has ended');
        await renewSession(request);
      } else if (error instanceof IdentityProviderDown && tokens.expiresAt > Date.now()) {
        admit(request, tokens);
      } else return next(error);
    }
    next();
  };
}

const isFresh = ({ expiresAt }: SessionTokens): boolean => expiresAt - Date.now() > RENEW_MS;

/**
 * Renews the tokens and stores them at once: a refresh token is used once, and a session that was ended
 * meanwhile must be noticed before anybody acts in it. Returns whether the session is still there.
 */
async function renewedInStore(request: Request, refresh: Refresh): Promise<boolean> {
  if (!(await readAgain(request))) return false;
  const { tokens } = request.session;
  if (tokens === undefined || isFresh(tokens)) return true;
  try {
    request.session.tokens = await refresh(tokens);
  } catch (error) {
    if (error instanceof LoginEnded && (await renewedElsewhere(request))) return true;
    throw error;
  }
  return storeSession(request);
}

/** Returns whether another replica used the same refresh token a moment ago, and has stored what it got. */
async function renewedElsewhere(request: Request): Promise<boolean> {
  for (let time = 0; time < READ_AGAIN; time += 1) {
    if (!(await readAgain(request))) return false;
    const { tokens } = request.session;
    if (tokens !== undefined && isFresh(tokens)) return true;
    await pause(READ_AGAIN_MS);
  }
  return false;
}

function admit(request: Request, tokens: SessionTokens): void {
  request.visitor = { user: userOf(tokens.access), token: tokens.access, login: tokens.sid };
}
