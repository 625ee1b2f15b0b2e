import { isLocalPath, type Logins } from '@egov/chassis/web';
import type { RequestHandler } from 'express';

/**
 * While the screen is locked only the lock is shown, in whatever session of the portal: a fresh login in the
 * same browser is the same login at the identity provider.
 */
export const lockGate =
  (logins: Logins): RequestHandler =>
  async ({ visitor, path }, response, next) => {
    if (visitor === undefined || path === '/lock' || path.startsWith('/lock/')) return next();
    const { lock } = await logins.get(visitor.login);
    if (lock === undefined) next();
    else response.redirect(303, '/lock');
  };

/** The page that was left, if the browser sends it and it is of this portal. */
export function screenLeft(returnTo: unknown): string {
  return typeof returnTo === 'string' && isLocalPath(returnTo) && !returnTo.startsWith('/lock')
    ? returnTo
    : '/';
}
