import { isLocalPath } from '@egov/chassis/web';
import type { RequestHandler } from 'express';
import type {} from 'express-session';

declare module 'express-session' {
  interface SessionData {
    /** Set while the screen is locked: where to continue, and how often a wrong PIN was typed. */
    locked: Readonly<{ returnTo: string; wrong: number }>;
  }
}

/** While the screen is locked only the lock is shown. */
export const lockGate: RequestHandler = (request, response, next) => {
  if (request.session.locked === undefined || request.path === '/lock' || request.path.startsWith('/lock/'))
    return next();
  response.redirect(303, '/lock');
};

/** The page that was left, if the browser sends it and it is of this portal. */
export function screenLeft(returnTo: unknown): string {
  return typeof returnTo === 'string' && isLocalPath(returnTo) && !returnTo.startsWith('/lock')
    ? returnTo
    : '/';
}
