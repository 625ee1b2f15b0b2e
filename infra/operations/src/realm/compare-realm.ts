import type { WantedRealm } from '@egov/keycloak';
import type { AdminCall } from './admin-calls.ts';
import { accountDifferences, leftOverAccounts } from './demonstration-accounts.ts';
import { exportOf, type ExportedRealm } from './exported-realm.ts';
import { realmDifferences, type Difference } from './realm-differences.ts';
import { holderDifferences } from './role-holders.ts';

type Secretive = Readonly<{ clientId: string; secret?: string }>;

/** Returns the differences between the running realm and its source. */
export async function compareRealm(
  call: AdminCall,
  wanted: WantedRealm,
  source: ExportedRealm,
): Promise<readonly Difference[]> {
  const running = await exportOf(call);
  return [
    ...realmDifferences(source, running),
    ...(await holderDifferences(call, wanted, running)),
    ...accountDifferences(await leftOverAccounts(call, wanted)),
    ...(await secretDifferences(call, wanted, running)),
  ];
}

/** An export masks secrets, so each is read separately; a difference is reported without showing it. */
async function secretDifferences(
  call: AdminCall,
  wanted: WantedRealm,
  { clients }: ExportedRealm,
): Promise<readonly Difference[]> {
  const found: Difference[] = [];
  for (const { clientId, secret } of wanted.clients as readonly Secretive[]) {
    const running = secret === undefined ? undefined : clients.find((one) => one.clientId === clientId);
    if (running === undefined) continue;
    const { value } = await call<Readonly<{ value?: string }>>('GET', `/clients/${running.id}/client-secret`);
    if (value !== secret)
      found.push({ path: `clients.${clientId}.secret`, wanted: 'the one given', running: 'another' });
  }
  return found;
}
