import http from 'k6/http';
import { target } from './target.ts';

let held: { token: string; until: number } | undefined;

/**
 * Returns the token of the scenario's program, requested once for each virtual user and again before it
 * expires.
 */
export function token(): string {
  if (held !== undefined && held.until > Date.now()) return held.token;
  const { url, clientId, clientSecret } = target.tokens;
  const answer = http.post(
    url,
    { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret },
    { tags: { name: 'token' } },
  );
  if (answer.status !== 200) throw new Error(`No token: ${answer.status} ${answer.error}`);
  const { access_token: given, expires_in: seconds } = answer.json() as {
    access_token: string;
    expires_in: number;
  };
  held = { token: given, until: Date.now() + seconds * 800 };
  return given;
}
