import { CITIZEN_ROLE, REALM } from '@egov/keycloak';
import { isUuid } from '@egov/chassis/domain';

/** Where Keycloak is, and how to log in there; `ask` is `fetch` but in tests. */
export type AccountAdmin = Readonly<{
  server: string;
  logIn: () => Promise<string>;
  ask?: typeof fetch;
}>;

/** What became of an account; a person whom a counter received by their number has none. */
export type ForgottenAccount = 'deleted' | 'none';

type Account = Readonly<{ serviceAccountClientId?: string }>;
type Role = Readonly<{ name: string }>;

/**
 * Deletes the account of a forgotten citizen, with its link to the national e-ID and its sessions.
 * Idempotent. Throws for an account of a program or of an official, whose name signs their acts.
 */
export async function forgetAccount(admin: AccountAdmin, personId: string): Promise<ForgottenAccount> {
  if (!isUuid(personId)) throw new Error(`${personId} is not the id of a person: a UUID.`);
  const { server, logIn, ask = fetch } = admin;
  const headers = { authorization: `Bearer ${await logIn()}` };
  const account = `${server}/admin/realms/${REALM}/users/${personId}`;
  const asked = async (method: string, path: string): Promise<Response | undefined> => {
    const answer = await ask(`${account}${path}`, { method, headers });
    if (answer.status === 404) return undefined;
    if (!answer.ok)
      throw new Error(`Keycloak answered ${answer.status} to ${method} of the account ${personId}.`);
    return answer;
  };
  const found = await asked('GET', '');
  if (found === undefined) return 'none';
  const { serviceAccountClientId: program } = (await found.json()) as Account;
  if (program !== undefined) throw new Error(`${personId} is the account of the program ${program}.`);
  const roles = (await (await asked('GET', '/role-mappings/realm'))?.json()) as readonly Role[] | undefined;
  if (!roles?.some(({ name }) => name === CITIZEN_ROLE))
    throw new Error(`${personId} is no citizen's account: an official's is disabled in Keycloak's console.`);
  return (await asked('DELETE', '')) === undefined ? 'none' : 'deleted';
}
