import type { Request } from 'express';

/** The value of a cookie as the browser sent it; it may be anything. */
export function cookieOf({ headers }: Pick<Request, 'headers'>, name: string): string | undefined {
  for (const pair of (headers.cookie ?? '').split(';')) {
    const [key = '', ...value] = pair.split('=');
    if (key.trim() === name) return value.join('=').trim();
  }
  return undefined;
}

/** What every cookie of a portal has: no script reads it, and no other site's form carries it. */
export const cookieSettings = (secure: boolean) =>
  ({ httpOnly: true, sameSite: 'lax', secure, path: '/' }) as const;

/** The name under which a cookie is set; with TLS, no other host of the domain can set it. */
export const cookieName = (name: string, secure: boolean): string => (secure ? `__Host-${name}` : name);
