import { ADMIN_USERNAME, REALM, type WantedRealm } from '@egov/keycloak';
import { adminCalls, type AdminCall } from './admin-calls.ts';
import { exportOf, type ExportedRealm } from './exported-realm.ts';

const SOURCE_REALM = `${REALM}-as-written`;

/** The realm as this Keycloak makes it from the source: its export, and calls of its administration. */
export type SourceRealm = Readonly<{ exported: ExportedRealm; call: AdminCall }>;

/**
 * Lets Keycloak make a second realm from the source, disabled and without people, for as long as `use` takes.
 * So everything that the source leaves to Keycloak is compared as well, in every version of it.
 */
export async function withSourceRealm<Result>(
  server: string,
  logIn: () => Promise<string>,
  wanted: WantedRealm,
  use: (source: SourceRealm) => Promise<Result>,
): Promise<Result> {
  const realms = adminCalls(`${server}/admin/realms`, logIn);
  const remove = async () => {
    const known = await realms<readonly Readonly<{ realm: string }>[]>('GET', '?briefRepresentation=true');
    if (known.some(({ realm }) => realm === SOURCE_REALM)) await realms('DELETE', `/${SOURCE_REALM}`);
  };
  await remove();
  await realms('POST', '', disabledCopy(wanted));
  try {
    // Rights in a realm come with the first token after its creation.
    const call = adminCalls(`${server}/admin/realms/${SOURCE_REALM}`, logIn);
    const exported = JSON.parse(
      JSON.stringify(await exportOf(call)).replaceAll(SOURCE_REALM, REALM),
    ) as ExportedRealm;
    return await use({ exported: { ...exported, enabled: true }, call });
  } finally {
    await remove();
  }
}

const disabledCopy = (wanted: WantedRealm) => ({
  ...wanted,
  realm: SOURCE_REALM,
  enabled: false,
  clients: wanted.clients.map((client) => ('secret' in client ? { ...client, secret: 'unused' } : client)),
  users: wanted.users
    .filter((user) => 'serviceAccountClientId' in user || user.username === ADMIN_USERNAME)
    .map((user) => ({ ...user, id: undefined, credentials: [] })),
});
