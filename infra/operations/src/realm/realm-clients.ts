import { AUDIENCE, serviceAccountNames, type ServiceAccountName, type WantedRealm } from '@egov/keycloak';
import type { AdminCall } from './admin-calls.ts';

export type Named = Readonly<{ id: string; name: string }>;
type Client = Readonly<Record<string, unknown>> &
  Readonly<{ id: string; clientId: string; baseUrl?: string; protocolMappers?: readonly Named[] }>;
export type WantedClient = WantedRealm['clients'][number] &
  Readonly<Record<string, unknown>> &
  Readonly<{ secret?: string }>;

/** Reads the realm's clients, and the permissions of each program's account. */
export const realmClients = (call: AdminCall) => {
  const clientOf = async (clientId: string) =>
    (await call<readonly Client[]>('GET', `/clients?clientId=${encodeURIComponent(clientId)}`))[0];
  const audience = async () => {
    const client = await clientOf(AUDIENCE);
    if (client === undefined)
      throw new Error(`The realm has no client ${AUDIENCE}: it does not belong to egov.`);
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

  return { clientOf, audience, accountId, heldBy };
};
export type RealmClients = ReturnType<typeof realmClients>;

/** Returns the programs that have an account in this realm. */
export const programsOf = ({ clients }: WantedRealm): readonly ServiceAccountName[] =>
  serviceAccountNames.filter((name) => clients.some(({ clientId }) => clientId === name));
