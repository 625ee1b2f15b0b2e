import { REALM, type Difference, type WantedRealm } from '@egov/keycloak';
import { adminCalls } from './admin-calls.ts';
import { applyRealm } from './apply-realm.ts';
import { compareRealm } from './compare-realm.ts';
import { realmClients } from './realm-clients.ts';
import { rotateKey } from './rotate-key.ts';

/** Administration of a running realm. */
export type RealmAdmin = Readonly<{
  /** Creates the realm where there is none and returns whether it did. */
  create: (wanted: WantedRealm) => Promise<boolean>;
  /** Returns its differences from the source. */
  compare: (wanted: WantedRealm) => Promise<readonly Difference[]>;
  /**
   * Updates it to the source and returns the differences undone; people, their passwords and their sessions
   * stay.
   */
  apply: (wanted: WantedRealm) => Promise<readonly Difference[]>;
  /** Adds a signing key; tokens signed by older ones stay valid until they expire. */
  rotateKey: () => Promise<void>;
  /** Returns the addresses of the portals in the realm. */
  portalAddress: (clientId: string) => Promise<string | undefined>;
}>;

/**
 * Administers the realm of a server by Keycloak's admin REST API, with a token of `keycloakAdmin` or
 * `bootstrapClient`.
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
