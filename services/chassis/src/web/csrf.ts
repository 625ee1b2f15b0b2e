import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { PageError } from './page-error.ts';
import type {} from 'express-session';

declare module 'express-session' {
  interface SessionData {
    csrf: string;
  }
}

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses a form that this session did not get from this portal. `exempt` lists paths whose callers
 * authenticate otherwise.
 */
export const csrf =
  ({ exempt }: Readonly<{ exempt: readonly string[] }>): RequestHandler =>
  (request, _response, next) => {
    if (safe.has(request.method) || exempt.includes(request.path)) return next();
    const expected = request.session.csrf;
    // A form with files is not parsed yet: its token is in its address, which is allowed for no other form.
    const { _csrf: sent } = (
      request.is('multipart/form-data') === 'multipart/form-data' ? request.query : (request.body ?? {})
    ) as { _csrf?: unknown };
    if (
      request.get('sec-fetch-site') === 'cross-site' ||
      expected === undefined ||
      typeof sent !== 'string' ||
      !same(sent, expected)
    ) {
      return next(new PageError('form-expired', 'The form has no token of this session.'));
    }
    return next();
  };

/** Returns the token of the session, created on first use. */
export const csrfToken = (session: { csrf?: string }): string =>
  (session.csrf ??= randomBytes(24).toString('base64url'));

const same = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
