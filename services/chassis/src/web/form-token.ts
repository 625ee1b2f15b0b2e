import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { cookieName, cookieOf, cookieSettings } from './cookie-of.ts';
import { PageError } from './page-error.ts';

declare global {
  // Express's requests can only be extended through this namespace.
  namespace Express {
    interface Request {
      /** Returns the token of this browser's forms. The first use sets the browser's cookie. */
      formToken: () => string;
    }
  }
}

const COOKIE = 'form';
const NONCE = /^[\w-]{32}$/u;

/**
 * Gives every request the token of its forms, so that a form needs no session: it is derived from a random
 * cookie, and from the session of whoever is logged in.
 */
export function formTokens({
  secret,
  secure,
}: Readonly<{ secret: string; secure: boolean }>): RequestHandler {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'egov forms', 32));
  const name = cookieName(COOKIE, secure);
  return (request, response, next) => {
    const sent = cookieOf(request, name);
    let nonce = sent !== undefined && NONCE.test(sent) ? sent : undefined;
    request.formToken = () => {
      if (nonce === undefined) {
        nonce = randomBytes(24).toString('base64url');
        response.cookie(name, nonce, cookieSettings(secure));
      }
      const login = request.session.tokens === undefined ? '' : request.sessionID;
      return createHmac('sha256', key).update(`${nonce}.${login}`).digest('base64url');
    };
    next();
  };
}

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses a form that this browser did not get from this portal. `exempt` lists paths whose callers
 * authenticate otherwise.
 */
export const ownFormsOnly =
  ({ exempt }: Readonly<{ exempt: readonly string[] }>): RequestHandler =>
  (request, _response, next) => {
    if (safe.has(request.method) || exempt.includes(request.path)) return next();
    // A form with files is not parsed yet: its token is in its address, which is allowed for no other form.
    const { _csrf: sent } = (
      request.is('multipart/form-data') === 'multipart/form-data' ? request.query : (request.body ?? {})
    ) as { _csrf?: unknown };
    if (
      request.get('sec-fetch-site') === 'cross-site' ||
      typeof sent !== 'string' ||
      !same(Buffer.from(sent), Buffer.from(request.formToken()))
    ) {
      return next(new PageError('form-expired', 'The form has no token of this session.'));
    }
    return next();
  };

const same = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);
