import { realmDifferences, serviceAccounts, type Difference, type WantedRealm } from '@egov/keycloak';
import type { AdminCall } from './admin-calls.ts';
import { programsOf, type RealmClients, type WantedClient } from './realm-clients.ts';

/** Returns the differences between the running realm and its source. */
export async function compareRealm(
  call: AdminCall,
  clients: RealmClients,
  wanted: WantedRealm,
): Promise<readonly Difference[]> {
  const running = await call<object>('POST', '/partial-export?exportClients=true&exportGroupsAndRoles=true');
  return [
    ...realmDifferences(wanted, running),
    ...(await accountDifferences(clients, wanted)),
    ...(await secretDifferences(call, clients, wanted)),
  ];
}

async function accountDifferences(
  { audience, clientOf, heldBy }: RealmClients,
  wanted: WantedRealm,
): Promise<readonly Difference[]> {
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
  return accounts;
}

/** An export masks secrets, so each is read separately; a difference is reported without showing it. */
async function secretDifferences(
  call: AdminCall,
  { clientOf }: RealmClients,
  { clients }: WantedRealm,
): Promise<readonly Difference[]> {
  const found: Difference[] = [];
  for (const { clientId, secret } of clients as readonly WantedClient[]) {
    const running = secret === undefined ? undefined : await clientOf(clientId);
    if (running === undefined) continue;
    const { value } = await call<Readonly<{ value?: string }>>('GET', `/clients/${running.id}/client-secret`);
    if (value !== secret)
      found.push({ path: `clients.${clientId}.secret`, wanted: 'the one given', running: 'another' });
  }
  return found;
}
