import { REALM, type WantedRealm } from '@egov/keycloak';
import { adminCalls } from './admin-calls.ts';
import { applyRealm } from './apply-realm.ts';
import { compareRealm } from './compare-realm.ts';
import { differenceLine, type Difference } from './realm-differences.ts';
import { rotateKey } from './rotate-key.ts';
import { withSourceRealm } from './source-realm.ts';

/** What an update found, and what of it is left to the site's administrator. */
export type Applied = Readonly<{ found: readonly Difference[]; left: readonly Difference[] }>;

/** What a person reads of an update: what was found, line by line, and what is left to do by hand. */
export const appliedLines = ({ found, left }: Applied): readonly string[] => {
  if (found.length === 0) return ['The realm equals its source.'];
  const still = new Set(left.map(({ path }) => path));
  return [
    ...found.filter(({ path }) => !still.has(path)).map((one) => `undone: ${differenceLine(one)}`),
    ...left.map((one) => `left to the administrator: ${differenceLine(one)}`),
  ];
};

/** Administration of a running realm. */
export type RealmAdmin = Readonly<{
  /** Creates the realm where there is none and returns whether it did. */
  create: (wanted: WantedRealm) => Promise<boolean>;
  /** Returns its differences from the source, also what is too much. */
  compare: (wanted: WantedRealm) => Promise<readonly Difference[]>;
  /**
   * Updates it to the source. People, their passwords and their sessions stay; what they hold beside the
   * offices' roles is left.
   */
  apply: (wanted: WantedRealm) => Promise<Applied>;
  /** Adds a signing key that is used from now on; older tokens stay valid until they expire. */
  rotateKey: () => Promise<void>;
  /** Returns the addresses of the portals in the realm. */
  portalAddress: (clientId: string) => Promise<string | undefined>;
}>;

/** Administers the realm of a server by Keycloak's admin REST API, with a token of `bootstrapClient`. */
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
        `Keycloak answered ${there.status} when asked for the realm ${REALM}: ` +
          `${(await there.text()).slice(0, 500)}`,
      );
    await adminCalls(`${server}/admin/realms`, async () => token)('POST', '', wanted);
    return true;
  };

  return {
    create,
    compare: (wanted) =>
      withSourceRealm(server, logIn, wanted, ({ exported }) => compareRealm(call, wanted, exported)),
    apply: (wanted) =>
      withSourceRealm(server, logIn, wanted, async (source) => {
        const found = await compareRealm(call, wanted, source.exported);
        if (found.length === 0) return { found, left: [] };
        await applyRealm(call, wanted, source);
        return { found, left: await compareRealm(call, wanted, source.exported) };
      }),
    rotateKey: () => rotateKey(call),
    portalAddress: async (clientId) =>
      (
        await call<readonly Readonly<{ baseUrl?: string }>[]>('GET', `/clients?clientId=${clientId}`)
      )[0]?.baseUrl?.replace(/\/$/u, ''),
  };
}
