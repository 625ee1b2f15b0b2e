import type { Request } from 'express';
import type { SessionData } from 'express-session';

/** A session id from before a login or logout is worthless after it. */
export const renewSession = (request: Request): Promise<void> =>
  settled((end) => request.session.regenerate(end));

/**
 * Stores the session now instead of at the end of the request. Returns whether it is still there: one that
 * was ended meanwhile is not.
 */
export async function storeSession(request: Request): Promise<boolean> {
  await settled((end) => request.session.save(end));
  return readAgain(request);
}

/** Reads the session again; returns whether it is still there. */
export async function readAgain(request: Request): Promise<boolean> {
  const { sessionID, sessionStore } = request;
  const found = await settled<SessionData | null | undefined>((end) => sessionStore.get(sessionID, end));
  if (found === undefined || found === null) return false;
  sessionStore.createSession(request, found);
  return true;
}

const settled = <Value = void>(act: (end: (error?: unknown, value?: Value) => void) => void) =>
  new Promise<Value>((resolve, reject) => {
    act((error, value) => {
      if (error === undefined || error === null) resolve(value as Value);
      else reject(error instanceof Error ? error : new Error('The session store failed.', { cause: error }));
    });
  });
