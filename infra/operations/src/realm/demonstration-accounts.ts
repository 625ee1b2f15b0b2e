import type { WantedRealm } from '@egov/keycloak';
import type { AdminCall } from './admin-calls.ts';
import { demoAccounts } from './demo-accounts.ts';
import type { Difference } from './realm-differences.ts';

type User = Readonly<{ id: string; username: string; enabled: boolean }>;

/** Accounts of the demonstration that still log in where the source has none: they share a password. */
export const leftOverAccounts = async (call: AdminCall, wanted: WantedRealm): Promise<readonly User[]> => {
  const known = new Set<string>(wanted.users.map(({ username }) => username));
  const demonstration = new Map(
    demoAccounts()
      .filter(({ username }) => !known.has(username))
      .map(({ username, subject }) => [username, subject]),
  );
  const found: User[] = [];
  for (const [username, subject] of demonstration) {
    const users = await call<readonly User[]>('GET', `/users?exact=true&username=${username}`);
    found.push(...users.filter(({ id, enabled }) => id === subject && enabled));
  }
  return found;
};

export const accountDifferences = (accounts: readonly User[]): readonly Difference[] =>
  accounts.map(({ username }) => ({
    path: `accounts.${username}.enabled`,
    wanted: false,
    running: true,
  }));

/** Disables accounts and ends their logins; an account stays, as its acts name it. */
export async function disable(call: AdminCall, accounts: readonly User[]): Promise<void> {
  for (const { id } of accounts) {
    await call('PUT', `/users/${id}`, { ...(await call<object>('GET', `/users/${id}`)), enabled: false });
    await call('POST', `/users/${id}/logout`);
  }
}
