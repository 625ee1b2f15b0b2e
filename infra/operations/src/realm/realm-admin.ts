import { REALM, type Difference, type WantedRealm } from '@egov/keycloak';
import { adminCalls } from './admin-calls.ts';
import { applyRealm } from './apply-realm.ts';
import { compareRealm } from './compare-realm.ts';
import { realmClients } from './realm-clients.ts';
import { rotateKey } from './rotate-key.ts';

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

/**
 * Administers the realm of a server by Keycloak's admin REST API, as whoever the token is of: `keycloakAdmin`
 * or `bootstrapClient`.
 */
export function realmAdmin(server: string, logIn: () => Promise<string>): RealmAdmin {
  const call = adminCalls(`${server}/admin/realms/${REALM}`, logIn);
  const clients = realmClients(call);

  const create = async (wanted: WantedRealm): Promise<boolean> => {
    const token = await logIn();
    const there = await fetch(`${server}/admin/realms/${REALM}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    if (there.ok) return false;
    if (there.status !== 404)
      throw new Error(
        `Keycloak answered ${there.status} when asked for the realm ${REALM}: ` +
          `${(await there.text()).slice(0, 500)}`,
      );
    await adminCalls(`${server}/admin/realms`, async () => token)('POST', '', wanted);
    return true;
  };

  return {
    create,
    compare: (wanted) => compareRealm(call, clients, wanted),
    apply: async (wanted) => {
      const found = await compareRealm(call, clients, wanted);
      if (found.length > 0) await applyRealm(call, clients, wanted);
      return found;
    },
    rotateKey: () => rotateKey(call),
    portalAddress: async (clientId) => (await clients.clientOf(clientId))?.baseUrl?.replace(/\/$/u, ''),
  };
}
