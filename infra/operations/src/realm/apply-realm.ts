import { AUDIENCE, serviceAccounts, type WantedRealm } from '@egov/keycloak';
import type { AdminCall } from './admin-calls.ts';
import { programsOf, type Named, type RealmClients, type WantedClient } from './realm-clients.ts';

/** Updates the realm to its source; people, their passwords and their sessions stay. */
export async function applyRealm(call: AdminCall, known: RealmClients, wanted: WantedRealm): Promise<void> {
  const { clients, roles: _roles, users: _people, components: _profile, ...settings } = wanted;
  await call('PUT', '', settings);
  for (const client of clients as readonly WantedClient[]) await applyClient(call, known, client);
  await applyRoles(call, known, wanted);
}

async function applyRoles(
  call: AdminCall,
  { audience, accountId, heldBy }: RealmClients,
  wanted: WantedRealm,
): Promise<void> {
  const { roles } = wanted;
  const api = await audience();
  const known = await call<readonly Named[]>('GET', `/clients/${api}/roles`);
  for (const role of roles.client[AUDIENCE])
    if (!known.some(({ name }) => name === role.name)) await call('POST', `/clients/${api}/roles`, role);
  const permissions = new Map(
    (await call<readonly Named[]>('GET', `/clients/${api}/roles`)).map((role) => [role.name, role]),
  );
  const named = (names: readonly string[]) => names.flatMap((name) => permissions.get(name) ?? []);
  const realmRoles = await call<readonly Named[]>('GET', '/roles');
  for (const { name, composites } of roles.realm) {
    if (!realmRoles.some((role) => role.name === name)) await call('POST', '/roles', { name });
    const path = `/roles/${encodeURIComponent(name)}/composites`;
    await bringTo(
      call,
      path,
      named(composites.client[AUDIENCE]),
      await call<readonly Named[]>('GET', `${path}/clients/${api}`),
    );
  }
  for (const name of programsOf(wanted))
    await bringTo(
      call,
      `/users/${await accountId(name)}/role-mappings/clients/${api}`,
      named(serviceAccounts[name].permissions),
      await heldBy(name, api),
    );
}

async function applyClient(call: AdminCall, { clientOf }: RealmClients, wanted: WantedClient): Promise<void> {
  const running = await clientOf(wanted.clientId);
  if (running === undefined) {
    await call('POST', '/clients', wanted);
    return;
  }
  const { protocolMappers = [], ...client } = wanted as WantedClient &
    Readonly<{ protocolMappers?: readonly Readonly<{ name: string }>[] }>;
  const { protocolMappers: mappers = [], ...rest } = running;
  await call('PUT', `/clients/${running.id}`, {
    ...rest,
    ...client,
    attributes: { ...(rest.attributes as object), ...(client.attributes as object | undefined) },
  });
  for (const mapper of protocolMappers) {
    const known = mappers.find(({ name }) => name === mapper.name);
    const path = `/clients/${running.id}/protocol-mappers/models`;
    if (known === undefined) await call('POST', path, mapper);
    else await call('PUT', `${path}/${known.id}`, { ...known, ...mapper });
  }
}

async function bringTo(
  call: AdminCall,
  path: string,
  wanted: readonly Named[],
  held: readonly Named[],
): Promise<void> {
  const without = (all: readonly Named[], others: readonly Named[]) =>
    all.filter(({ id }) => !others.some((other) => other.id === id));
  const [missing, extra] = [without(wanted, held), without(held, wanted)];
  if (missing.length > 0) await call('POST', path, missing);
  if (extra.length > 0) await call('DELETE', path, extra);
}
