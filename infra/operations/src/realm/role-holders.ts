import { type WantedRealm } from '@egov/keycloak';
import type { AdminCall } from './admin-calls.ts';
import type { ExportedRealm, Item } from './exported-realm.ts';
import type { Difference } from './realm-differences.ts';

type User = Readonly<{ id: string; username: string; enabled: boolean }>;
const MAX_HOLDERS = 1_000;

/**
 * Who holds a role of a client directly. People hold the offices' roles, which are realm roles: a permission
 * or a right over the realm in an account itself is the programs' and the administrator's alone.
 */
export async function holderDifferences(
  call: AdminCall,
  wanted: WantedRealm,
  running: ExportedRealm,
): Promise<readonly Difference[]> {
  const asked = new Set(
    wanted.users.flatMap(({ username, ...user }) =>
      Object.entries('clientRoles' in user ? user.clientRoles : {}).flatMap(([client, names]) =>
        (names as readonly string[]).map((role) => `holders.${client}.${role}.${username}`),
      ),
    ),
  );
  const held = new Set(
    (await directHolders(call, running)).map(
      ({ client, role, user }) => `holders.${client}.${role}.${user.username}`,
    ),
  );
  return [
    ...[...asked].filter((path) => !held.has(path)).map((path) => missing(path)),
    ...[...held].filter((path) => !asked.has(path)).map((path) => tooMuch(path)),
  ];
}

const missing = (path: string): Difference => ({ path, wanted: 'to hold it', running: undefined });
const tooMuch = (path: string): Difference => ({ path, wanted: undefined, running: 'holds it' });

type Holding = Readonly<{ client: string; role: string; user: User }>;

async function directHolders(
  call: AdminCall,
  { clients, roles }: ExportedRealm,
): Promise<readonly Holding[]> {
  const found: Holding[] = [];
  for (const [client, names] of Object.entries(roles.client ?? {})) {
    const id = clients.find(({ clientId }) => clientId === client)?.id ?? '';
    for (const { name = '' } of names) {
      const at = `/clients/${id}/roles/${encodeURIComponent(name)}/users?max=${MAX_HOLDERS}`;
      for (const user of await call<readonly User[]>('GET', at)) found.push({ client, role: name, user });
    }
  }
  return found;
}

/** Gives programs and the administrator exactly their roles; what people hold is left to the site. */
export async function applyHolders(
  call: AdminCall,
  wanted: WantedRealm,
  { clients, roles }: ExportedRealm,
): Promise<void> {
  for (const account of wanted.users) {
    if (!('clientRoles' in account)) continue;
    const user = await userCalled(call, account.username);
    if (user === undefined) continue;
    for (const [client, all] of Object.entries(roles.client ?? {})) {
      const id = clients.find(({ clientId }) => clientId === client)?.id ?? '';
      const at = `/users/${user.id}/role-mappings/clients/${id}`;
      const asked: readonly string[] =
        (account.clientRoles as Readonly<Record<string, readonly string[]>>)[client] ?? [];
      const held = await call<readonly Item[]>('GET', at);
      const isHeld = (role: Item): boolean => held.some(({ name }) => name === role.name);
      const add = all.filter((role) => asked.includes(role.name ?? '') && !isHeld(role));
      const drop = held.filter(({ name = '' }) => !asked.includes(name));
      if (add.length > 0) await call('POST', at, add);
      if (drop.length > 0) await call('DELETE', at, drop);
    }
  }
}

const userCalled = async (call: AdminCall, username: string): Promise<User | undefined> =>
  (await call<readonly User[]>('GET', `/users?exact=true&username=${encodeURIComponent(username)}`))[0];
