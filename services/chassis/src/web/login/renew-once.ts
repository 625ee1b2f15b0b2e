import { setTimeout as pause } from 'node:timers/promises';
import type { SessionData } from 'express-session';
import type { Request } from 'express';
import { LoginEnded } from './identity-provider.ts';
import type { SessionTokens } from './session-tokens.ts';

/** How often, and how far apart, the session is read again for what another replica of the portal got. */
const READ_AGAIN = 5;
const READ_AGAIN_MS = 100;

/**
 * Renews the tokens of a session, once for all its pages: a refresh token is valid for one use. A page that
 * read the session before another renewed it, here or in another replica, takes what that one stored.
 */
export async function renewOnce(
  request: Request,
  tokens: SessionTokens,
  refresh: (tokens: SessionTokens) => Promise<SessionTokens>,
): Promise<SessionTokens> {
  const stored = await storedTokens(request);
  if (stored.expiresAt > tokens.expiresAt) return stored;
  try {
    const fresh = await refresh(tokens);
    request.session.tokens = fresh;
    await save(request);
    return fresh;
  } catch (error) {
    if (!(error instanceof LoginEnded)) throw error;
    for (let time = 0; time < READ_AGAIN; time += 1) {
      const renewed = await storedTokens(request);
      if (renewed.expiresAt > tokens.expiresAt) return renewed;
      await pause(READ_AGAIN_MS);
    }
    throw error;
  }
}

/** Reads the tokens of the session as it is stored now; a session without any has ended. */
async function storedTokens(request: Request): Promise<SessionTokens> {
  const session = await new Promise<SessionData | null | undefined>((resolve, reject) => {
    request.sessionStore.get(request.sessionID, (error: unknown, found) =>
      error === null || error === undefined ? resolve(found) : reject(failure(error)),
    );
  });
  if (session?.tokens === undefined) throw new LoginEnded();
  return session.tokens;
}

const save = (request: Request): Promise<void> =>
  new Promise((resolve, reject) => {
    request.session.save((error: unknown) =>
      error === null || error === undefined ? resolve() : reject(failure(error)),
    );
  });

const failure = (cause: unknown): Error =>
  cause instanceof Error ? cause : new Error('The session could not be read or stored.', { cause });
