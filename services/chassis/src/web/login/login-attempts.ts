import type { Request, Response } from 'express';
import { cookieName, cookieOf, cookieSettings } from '../cookie-of.ts';
import { sealing } from '../session/sealing.ts';

/** A login in progress. */
export type LoginAttempt = Readonly<{ state: string; nonce: string; verifier: string; returnTo: string }>;

/** How long a person may take at the provider: the time that Keycloak gives to a login. */
const MAX_AGE_MS = 30 * 60_000;

/** Seals logins in progress in a cookie: whoever has not logged in stores nothing here. */
export function loginAttempts({ key, secure }: Readonly<{ key: Uint8Array; secure: boolean }>) {
  const name = cookieName('login', secure);
  const seal = sealing(key, 'egov login attempts');
  return {
    keep: (response: Response, attempt: LoginAttempt): void => {
      const sealed = seal.close({ attempt, until: Date.now() + MAX_AGE_MS }, name);
      response.cookie(name, Buffer.from(sealed).toString('base64url'), {
        ...cookieSettings(secure),
        maxAge: MAX_AGE_MS,
      });
    },
    /** Returns the attempt of this browser, once. */
    take: (request: Request, response: Response): LoginAttempt | undefined => {
      const sent = cookieOf(request, name);
      if (sent === undefined) return undefined;
      response.clearCookie(name, cookieSettings(secure));
      const kept = seal.open(Buffer.from(sent, 'base64url'), name) as
        | Readonly<{ attempt: LoginAttempt; until: number }>
        | undefined;
      return kept !== undefined && Date.now() < kept.until ? kept.attempt : undefined;
    },
  };
}
