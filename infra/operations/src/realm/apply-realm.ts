import type { WantedRealm } from '@egov/keycloak';
import type { AdminCall } from './admin-calls.ts';
import { applyFlows, removeFlows } from './apply-flows.ts';
import { applyRealmLinks } from './apply-realm-links.ts';
import { applyList, attributesOf } from './apply-list.ts';
import { disable, leftOverAccounts } from './demonstration-accounts.ts';
import { exportOf, listOf, type ExportedRealm, type Item } from './exported-realm.ts';
import { applyHolders } from './role-holders.ts';
import type { SourceRealm } from './source-realm.ts';

/**
 * Updates the realm to its source and removes what the source does not have. People, their passwords, their
 * sessions and what they hold stay; only accounts of a demonstration that is over are disabled.
 */
export async function applyRealm(call: AdminCall, wanted: WantedRealm, source: SourceRealm): Promise<void> {
  const before = await exportOf(call);
  const exported = withSecrets(source.exported, wanted);
  await applyFlows(call, source, before);
  await call('PUT', '', settingsOf(exported, before));
  await applyRoles(call, exported, before);
  await applyClients(call, exported, before);
  await applyProviders(call, exported, before);
  await applyRest(call, exported, before);
  await removeFlows(call, source, before);
  const after = await exportOf(call);
  await applyRealmLinks(call, exported, after);
  await applyHolders(call, wanted, after);
  await disable(call, await leftOverAccounts(call, wanted));
}

/** Lists with calls of their own. */
const lists = [
  'clients',
  'clientScopes',
  'roles',
  'groups',
  'users',
  'components',
  'identityProviders',
  'identityProviderMappers',
  'authenticationFlows',
  'authenticatorConfig',
  'requiredActions',
  'scopeMappings',
  'clientScopeMappings',
  'defaultDefaultClientScopes',
  'defaultOptionalClientScopes',
  'defaultRole',
  'id',
];
const settingsOf = (exported: ExportedRealm, before: ExportedRealm) => ({
  ...Object.fromEntries(Object.entries(exported).filter(([key]) => !lists.includes(key))),
  ...attributesOf(exported, before),
});

/** An export masks secrets, so they come from the source itself. */
function withSecrets(exported: ExportedRealm, wanted: WantedRealm): ExportedRealm {
  const secrets = new Map<unknown, string | undefined>(
    (wanted.clients as readonly Readonly<{ clientId: string; secret?: string }>[]).map(
      ({ clientId, secret }) => [clientId, secret],
    ),
  );
  const providers = 'identityProviders' in wanted ? wanted.identityProviders : [];
  return {
    ...exported,
    clients: exported.clients.map((client) => ({ ...client, secret: secrets.get(client.clientId) })),
    identityProviders: listOf(exported, 'identityProviders').map((provider) => {
      const clientSecret = providers?.find(({ alias }) => alias === provider.alias)?.config.clientSecret;
      return { ...provider, config: { ...(provider.config as object), clientSecret } };
    }),
  };
}

const byId = ({ id = '' }: Item): string => `/roles-by-id/${id}`;
const bare = (roles: readonly Item[] | undefined): readonly Item[] =>
  (roles ?? []).map(({ composites: _inner, composite: _is, ...role }) => role);

async function applyRoles(call: AdminCall, wanted: ExportedRealm, before: ExportedRealm): Promise<void> {
  await applyList(call, {
    at: '/roles',
    own: byId,
    wanted: bare(wanted.roles.realm),
    running: bare(before.roles.realm),
  });
  for (const { id = '', clientId } of before.clients) {
    const name = String(clientId);
    if (!wanted.clients.some((client) => client.clientId === name)) continue;
    await applyList(call, {
      at: `/clients/${id}/roles`,
      own: byId,
      wanted: bare(wanted.roles.client?.[name]),
      running: bare(before.roles.client?.[name]),
    });
  }
}

async function applyClients(call: AdminCall, wanted: ExportedRealm, before: ExportedRealm): Promise<void> {
  for (const [at, key] of [
    ['/client-scopes', 'clientScopes'],
    ['/clients', 'clients'],
  ] as const) {
    const [asked, known] = [wanted[key], before[key]];
    const name = key === 'clients' ? 'clientId' : 'name';
    await applyList(call, { at, wanted: asked, running: known });
    for (const item of asked) {
      const found = known.find((one) => one[name] === item[name]);
      if (found === undefined) continue;
      await applyList(call, {
        at: `${at}/${found.id}/protocol-mappers/models`,
        wanted: listOf(item, 'protocolMappers'),
        running: listOf(found, 'protocolMappers'),
      });
      if (typeof item.secret === 'string') await applySecret(call, found.id ?? '', item.secret);
    }
  }
}

async function applySecret(call: AdminCall, id: string, secret: string): Promise<void> {
  const { value } = await call<Readonly<{ value?: string }>>('GET', `/clients/${id}/client-secret`);
  if (value === secret) return;
  await call('PUT', `/clients/${id}`, { ...(await call<object>('GET', `/clients/${id}`)), secret });
}

async function applyProviders(call: AdminCall, wanted: ExportedRealm, before: ExportedRealm): Promise<void> {
  const at = '/identity-provider/instances';
  const [asked, known] = [listOf(wanted, 'identityProviders'), listOf(before, 'identityProviders')];
  await applyList(call, { at, own: ({ alias }) => `${at}/${String(alias)}`, wanted: asked, running: known });
  for (const { alias } of asked) {
    const of = (realm: ExportedRealm) =>
      listOf(realm, 'identityProviderMappers').filter((mapper) => mapper.identityProviderAlias === alias);
    await applyList(call, { at: `${at}/${String(alias)}/mappers`, wanted: of(wanted), running: of(before) });
  }
}

async function applyRest(call: AdminCall, wanted: ExportedRealm, before: ExportedRealm): Promise<void> {
  await applyList(call, {
    at: '/groups',
    wanted: listOf(wanted, 'groups'),
    running: listOf(before, 'groups'),
  });
  const at = '/authentication/required-actions';
  await applyList(call, {
    at,
    own: ({ alias }) => `${at}/${String(alias)}`,
    wanted: listOf(wanted, 'requiredActions'),
    running: listOf(before, 'requiredActions'),
  });
  for (const type of new Set([...Object.keys(wanted.components), ...Object.keys(before.components)]))
    await applyList(call, {
      at: '/components',
      wanted: (wanted.components[type] ?? []).map((item) => ({ ...item, providerType: type })),
      running: (before.components[type] ?? []).map((item) => ({ ...item, providerType: type })),
    });
}
