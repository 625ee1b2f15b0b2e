import { CLI_CLIENT, type ServiceAccountName } from '@egov/keycloak';
import { z } from 'zod';

/** Credentials of callers; a program can log in only where its secret is known. */
export type LoginSecrets = Readonly<{
  accountPassword: string;
  clientSecrets: Readonly<Partial<Record<ServiceAccountName, string>>>;
}>;

/** Whose token: a program's or a person's. */
export type Caller = ServiceAccountName | Readonly<{ username: string }>;

const answer = z.object({ access_token: z.string(), expires_in: z.number() });
/** A token that expires within this time is not returned any more. */
const MARGIN_MS = 30_000;

/** Creates a function that gets tokens from a realm and asks again only when one is about to expire. */
export function tokensOf(issuer: string, secrets: LoginSecrets): (caller: Caller) => Promise<string> {
  const known = new Map<string, { token: Promise<string>; until: number }>();
  const ask = async (key: string, caller: Caller): Promise<string> => {
    const { access_token: token, expires_in: seconds } = await request(issuer, formOf(caller, secrets));
    known.set(key, { token: Promise.resolve(token), until: Date.now() + seconds * 1000 - MARGIN_MS });
    return token;
  };
  return async (caller) => {
    const key = typeof caller === 'string' ? `client ${caller}` : `person ${caller.username}`;
    const held = known.get(key);
    if (held !== undefined && held.until > Date.now()) return held.token;
    const token = ask(key, caller);
    // Concurrent callers share one request; a failed one is not cached.
    known.set(key, { token, until: Number.POSITIVE_INFINITY });
    token.catch(() => known.delete(key));
    return token;
  };
}

const formOf = (caller: Caller, { clientSecrets, accountPassword }: LoginSecrets) =>
  typeof caller === 'string'
    ? { grant_type: 'client_credentials', client_id: caller, client_secret: clientSecrets[caller] ?? '' }
    : { grant_type: 'password', client_id: CLI_CLIENT, username: caller.username, password: accountPassword };

async function request(issuer: string, form: Record<string, string>): Promise<z.infer<typeof answer>> {
  const response = await fetch(`${issuer}/protocol/openid-connect/token`, {
    method: 'POST',
    body: new URLSearchParams(form),
  });
  if (!response.ok)
    throw new Error(
      `No token for ${form.username ?? form.client_id}: ${response.status} ${await response.text()}`,
    );
  return answer.parse(await response.json());
}
