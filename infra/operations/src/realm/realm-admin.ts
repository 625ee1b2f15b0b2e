import {
  AUDIENCE,
  realmDifferences,
  REALM,
  serviceAccountNames,
  serviceAccounts,
  type Difference,
  type ServiceAccountName,
  type WantedRealm,
} from '@egov/keycloak';

/** The running realm as its administrator sees it. */
export type RealmAdmin = Readonly<{
  /** Makes the realm where there is none and answers whether it did. */
  create: (wanted: WantedRealm) => Promise<boolean>;
  /** What it has otherwise than the source says. */
  compare: (wanted: WantedRealm) => Promise<readonly Difference[]>;
  /**
   * Brings it in line with the source and answers what it mended; people, their passwords and their sessions
   * stay.
   */
  apply: (wanted: WantedRealm) => Promise<readonly Difference[]>;
  /** Signs with a new key from now on; what the old ones signed stays good until it ends. */
  rotateKey: () => Promise<void>;
  /** The addresses of the portals as the realm has them. */
  portalAddress: (clientId: string) => Promise<string | undefined>;
}>;

const KEYS = 'org.keycloak.keys.KeyProvider';

type Named = Readonly<{ id: string; name: string }>;
type Client = Readonly<Record<string, unknown>> &
  Readonly<{ id: string; clientId: string; baseUrl?: string; protocolMappers?: readonly Named[] }>;
type Wanted = WantedRealm['clients'][number] &
  Readonly<Record<string, unknown>> &
  Readonly<{ secret?: string }>;

/**
 * Administers the realm of a server by Keycloak's admin REST API, as whoever the token is of: `keycloakAdmin`
 * or `bootstrapClient`.
 */
export function realmAdmin(server: string, logIn: () => Promise<string>): RealmAdmin {
  const call = adminCalls(`${server}/admin/realms/${REALM}`, logIn);

  const create = async (wanted: WantedRealm): Promise<boolean> => {
    const token = await logIn();
    const there = await fetch(`${server}/admin/realms/${REALM}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    if (there.ok) return false;
    if (there.status !== 404)
      throw new Error(
        `Keycloak answered ${there.status} when asked for the realm ${REALM}: ${(await there.text()).slice(0, 500)}`,
      );
    await adminCalls(`${server}/admin/realms`, async () => token)('POST', '', wanted);
    return true;
  };

  const clientOf = async (clientId: string) =>
    (await call<readonly Client[]>('GET', `/clients?clientId=${encodeURIComponent(clientId)}`))[0];
  const audience = async () => {
    const client = await clientOf(AUDIENCE);
    if (client === undefined)
      throw new Error(`The realm has no client ${AUDIENCE}: it is not one of egov's.`);
    return client.id;
  };
  const accountId = async (name: string) =>
    (
      await call<Readonly<{ id: string }>>(
        'GET',
        `/clients/${(await clientOf(name))?.id ?? ''}/service-account-user`,
      )
    ).id;
  const heldBy = async (name: string, api: string) =>
    call<readonly Named[]>('GET', `/users/${await accountId(name)}/role-mappings/clients/${api}`);

  const compare = async (wanted: WantedRealm): Promise<readonly Difference[]> => {
    const running = await call<object>(
      'POST',
      '/partial-export?exportClients=true&exportGroupsAndRoles=true',
    );
    const api = await audience();
    const accounts: Difference[] = [];
    for (const name of programsOf(wanted)) {
      if ((await clientOf(name)) === undefined) continue;
      const [asked, held] = [
        [...serviceAccounts[name].permissions].toSorted(),
        (await heldBy(name, api)).map((role) => role.name).toSorted(),
      ];
      if (JSON.stringify(asked) !== JSON.stringify(held))
        accounts.push({ path: `accounts.${name}.permissions`, wanted: asked, running: held });
    }
    return [...realmDifferences(wanted, running), ...accounts, ...(await secretDifferences(wanted))];
  };

  /** An export masks secrets: each is asked for by itself, and said to differ without being shown. */
  const secretDifferences = async ({ clients }: WantedRealm): Promise<readonly Difference[]> => {
    const found: Difference[] = [];
    for (const { clientId, secret } of clients as readonly Wanted[]) {
      const running = secret === undefined ? undefined : await clientOf(clientId);
      if (running === undefined) continue;
      const { value } = await call<Readonly<{ value?: string }>>(
        'GET',
        `/clients/${running.id}/client-secret`,
      );
      if (value !== secret)
        found.push({ path: `clients.${clientId}.secret`, wanted: 'the one given', running: 'another' });
    }
    return found;
  };

  const apply = async (wanted: WantedRealm): Promise<readonly Difference[]> => {
    const found = await compare(wanted);
    if (found.length === 0) return found;
    const { clients, roles, users: _people, components: _profile, ...settings } = wanted;
    await call('PUT', '', settings);
    for (const client of clients as readonly Wanted[]) await applyClient(client);
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
        path,
        named(composites.client[AUDIENCE]),
        await call<readonly Named[]>('GET', `${path}/clients/${api}`),
      );
    }
    for (const name of programsOf(wanted))
      await bringTo(
        `/users/${await accountId(name)}/role-mappings/clients/${api}`,
        named(serviceAccounts[name].permissions),
        await heldBy(name, api),
      );
    return found;
  };

  const applyClient = async (wanted: Wanted): Promise<void> => {
    const running = await clientOf(wanted.clientId);
    if (running === undefined) {
      await call('POST', '/clients', wanted);
      return;
    }
    const { protocolMappers = [], ...client } = wanted as Wanted &
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
  };

  const bringTo = async (path: string, wanted: readonly Named[], held: readonly Named[]): Promise<void> => {
    const without = (all: readonly Named[], others: readonly Named[]) =>
      all.filter(({ id }) => !others.some((other) => other.id === id));
    const [missing, extra] = [without(wanted, held), without(held, wanted)];
    if (missing.length > 0) await call('POST', path, missing);
    if (extra.length > 0) await call('DELETE', path, extra);
  };

  const rotateKey = async (): Promise<void> => {
    const { id } = await call<Readonly<{ id: string }>>('GET', '');
    const keys = await call<readonly Readonly<{ config?: Readonly<{ priority?: readonly string[] }> }>[]>(
      'GET',
      `/components?type=${KEYS}`,
    );
    const priority = 1 + Math.max(0, ...keys.map(({ config }) => Number(config?.priority?.[0] ?? 0)));
    await call('POST', '/components', {
      name: `signing key of ${new Date().toISOString()}`,
      providerId: 'rsa-generated',
      providerType: KEYS,
      parentId: id,
      config: {
        priority: [String(priority)],
        enabled: ['true'],
        active: ['true'],
        keySize: ['2048'],
        algorithm: ['RS256'],
      },
    });
  };

  return {
    create,
    compare,
    apply,
    rotateKey,
    portalAddress: async (clientId) => (await clientOf(clientId))?.baseUrl?.replace(/\/$/u, ''),
  };
}

/** The programs that have an account in this realm. */
const programsOf = ({ clients }: WantedRealm): readonly ServiceAccountName[] =>
  serviceAccountNames.filter((name) => clients.some(({ clientId }) => clientId === name));

/** A token of the realm's own lives five minutes: one serves a whole comparison. */
function adminCalls(base: string, logIn: () => Promise<string>) {
  let token: Promise<string> | undefined;
  return async <Answer>(method: string, path: string, body?: unknown): Promise<Answer> => {
    token ??= logIn();
    const answer = await fetch(`${base}${path}`, {
      method,
      headers: { authorization: `Bearer ${await token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok)
      throw new Error(`Keycloak answered ${answer.status} to ${method} ${path}: ${text.slice(0, 500)}`);
    return (text === '' ? undefined : JSON.parse(text)) as Answer;
  };
}
