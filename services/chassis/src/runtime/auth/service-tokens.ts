import { DomainError } from '../../domain/mod.ts';

/** Returns an access token that is valid for the next calls. */
export type TokenSource = () => Promise<string>;

/** The account of a service at the issuer. */
export type ServiceAccount = Readonly<{
  issuer: string;
  clientId: string;
  clientSecret: string;
  tokenUrl?: string;
  clock?: () => number;
}>;

const FETCH_MS = 5_000;
// A token is replaced after this share of its lifetime: late enough to be rare, early enough that no call
// carries an expiring one.
const USED_UP = 0.8;

/**
 * Makes the token source of a service account (client credentials): one request at a time, and nobody waits
 * for it while the current token is valid.
 */
export function serviceTokens({
  issuer,
  clientId,
  clientSecret,
  tokenUrl,
  clock = Date.now,
}: ServiceAccount): TokenSource {
  const url = tokenUrl ?? `${issuer}/protocol/openid-connect/token`;
  let held: Readonly<{ token: string; renewAt: number; expiresAt: number }> | undefined;
  let asking: Promise<string> | undefined;

  const ask = async (): Promise<string> => {
    const answer = await fetch(url, {
      method: 'POST',
      signal: AbortSignal.timeout(FETCH_MS),
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: clientSecret,
      }),
    });
    if (!answer.ok) throw new Error(`the issuer returned ${answer.status}`);
    const { access_token: token, expires_in: seconds } = (await answer.json()) as {
      access_token: string;
      expires_in: number;
    };
    held = { token, renewAt: clock() + seconds * 1_000 * USED_UP, expiresAt: clock() + seconds * 1_000 };
    return token;
  };
  return async () => {
    if (held !== undefined && clock() < held.renewAt) return held.token;
    asking ??= ask().finally(() => {
      asking = undefined;
    });
    if (held !== undefined && clock() < held.expiresAt) {
      // A failed renewal is retried by the next call, and reported once the current token has expired.
      asking.catch(() => undefined);
      return held.token;
    }
    try {
      return await asking;
    } catch (error) {
      throw new DomainError('unavailable', 'ISSUER_UNAVAILABLE', {}, { cause: error });
    }
  };
}
