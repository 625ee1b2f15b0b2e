import type { AdminCall } from './admin-calls.ts';
import { applyLinks } from './apply-list.ts';
import { listOf, type ExportedRealm, type Item } from './exported-realm.ts';

/** Brings what refers to each other to the source: roles in roles, roles in scopes, scopes of clients. */
export async function applyRealmLinks(
  call: AdminCall,
  wanted: ExportedRealm,
  running: ExportedRealm,
): Promise<void> {
  await applyComposites(call, wanted, running);
  await applyScopeMappings(call, wanted, running);
  await applyClientScopes(call, wanted, running);
}

type Composites = Readonly<{
  realm?: readonly string[];
  client?: Readonly<Record<string, readonly string[]>>;
}>;

async function applyComposites(
  call: AdminCall,
  wanted: ExportedRealm,
  running: ExportedRealm,
): Promise<void> {
  const known = rolesOf(running);
  const inner = ({ composites }: Item): readonly Item[] => {
    const { realm = [], client = {} } = (composites ?? {}) as Composites;
    return [
      ...realm.map((name) => known.get(name)),
      ...Object.entries(client).flatMap(([owner, names]) =>
        names.map((name) => known.get(`${owner} ${name}`)),
      ),
    ].filter((role) => role !== undefined);
  };
  for (const [key, role] of rolesOf(wanted)) {
    const found = known.get(key);
    if (found !== undefined)
      await applyLinks(call, `/roles-by-id/${found.id}/composites`, inner(role), inner(found));
  }
}

/** All roles: those of the realm by name, those of clients by client and name. */
const rolesOf = ({ roles }: ExportedRealm): ReadonlyMap<string, Item> =>
  new Map([
    ...(roles.realm ?? []).map((role) => [role.name ?? '', role] as const),
    ...Object.entries(roles.client ?? {}).flatMap(([client, all]) =>
      all.map((role) => [`${client} ${role.name}`, role] as const),
    ),
  ]);

type Mapping = Readonly<{ client?: string; clientScope?: string; roles: readonly string[] }>;

async function applyScopeMappings(
  call: AdminCall,
  wanted: ExportedRealm,
  running: ExportedRealm,
): Promise<void> {
  const known = rolesOf(running);
  const owners = [
    ...running.clients.map((client) => ({
      at: `/clients/${client.id}`,
      is: (mapping: Mapping) => mapping.client === client.clientId,
    })),
    ...running.clientScopes.map((scope) => ({
      at: `/client-scopes/${scope.id}`,
      is: (mapping: Mapping) => mapping.clientScope === scope.name,
    })),
  ];
  const rolesIn = (mappings: readonly Mapping[], is: (mapping: Mapping) => boolean, prefix: string) =>
    mappings
      .filter(is)
      .flatMap(({ roles }) => roles.map((name) => known.get(`${prefix}${name}`)))
      .filter((role) => role !== undefined);
  const ofRealm = (realm: ExportedRealm) => (realm.scopeMappings ?? []) as readonly Mapping[];
  const ofClient = (realm: ExportedRealm, client: string) =>
    ((realm.clientScopeMappings ?? {}) as Readonly<Record<string, readonly Mapping[]>>)[client] ?? [];
  for (const { at, is } of owners) {
    await applyLinks(
      call,
      `${at}/scope-mappings/realm`,
      rolesIn(ofRealm(wanted), is, ''),
      rolesIn(ofRealm(running), is, ''),
    );
    for (const { id, clientId } of running.clients) {
      const [name, prefix] = [String(clientId), `${String(clientId)} `];
      await applyLinks(
        call,
        `${at}/scope-mappings/clients/${id}`,
        rolesIn(ofClient(wanted, name), is, prefix),
        rolesIn(ofClient(running, name), is, prefix),
      );
    }
  }
}

async function applyClientScopes(
  call: AdminCall,
  wanted: ExportedRealm,
  running: ExportedRealm,
): Promise<void> {
  const bring = async (at: string, asked: Item | ExportedRealm, held: Item | ExportedRealm, key: string) => {
    const [names, known] = [listOf(asked, key), listOf(held, key)].map((list) => list.map(String));
    for (const { id, name = '' } of running.clientScopes) {
      const [is, was] = [names?.includes(name), known?.includes(name)];
      if (is !== was) await call(is === true ? 'PUT' : 'DELETE', `${at}/${id}`);
    }
  };
  await bring('/default-default-client-scopes', wanted, running, 'defaultDefaultClientScopes');
  await bring('/default-optional-client-scopes', wanted, running, 'defaultOptionalClientScopes');
  for (const client of wanted.clients) {
    const found = running.clients.find(({ clientId }) => clientId === client.clientId);
    if (found === undefined) continue;
    await bring(`/clients/${found.id}/default-client-scopes`, client, found, 'defaultClientScopes');
    await bring(`/clients/${found.id}/optional-client-scopes`, client, found, 'optionalClientScopes');
  }
}
