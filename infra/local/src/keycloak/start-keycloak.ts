import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { egovRealm, REALM, type Account, type RealmInput, type WantedRealm } from '@egov/keycloak';
import type { PartOptions } from '../parts/nats.ts';
import { markOf } from '../processes/marked-processes.ts';
import { freePort } from '@egov/chassis/free-port';
import type { Supervised } from '../processes/supervised.ts';
import {
  bootstrapClient,
  demoAccounts,
  passwordCredential,
  realmAdmin,
  serviceSubject,
  tokensOf,
  type Caller,
} from '@egov/operations';
import { requireJava } from '../tools/java.ts';
import { BOOTSTRAP_CLIENT, bootstrapSecretIn, keycloakDistribution, keycloakHome } from './distribution.ts';
import { runKeycloak } from './run-keycloak.ts';
import { secretsOf, type Secrets } from './secrets.ts';

export type Keycloak = Supervised &
  Readonly<{
    issuer: string;
    port: number;
    /** Who can log in, all with `secrets.accountPassword`. */
    accounts: readonly Account[];
    secrets: Secrets;
    /** Returns an access token of a service account or of a person. */
    token: (caller: Caller) => Promise<string>;
    /** Returns a token that administers Keycloak. */
    adminToken: () => Promise<string>;
  }>;

const USUAL_PORTALS = { 'staff-portal': 'http://127.0.0.1:7010', 'citizen-portal': 'http://127.0.0.1:7011' };

/** Starts a Keycloak with the realm `egov` on loopback; its database and its secrets stay in `dataDir`. */
export async function startKeycloak({
  dataDir,
  port,
  logFile,
  mark,
  managementPort,
  onInstall,
  portals = USUAL_PORTALS,
  secondFactor = 'offered',
  eId,
}: PartOptions &
  Readonly<{
    managementPort?: number;
    onInstall?: (line: string) => void;
    /** The addresses at which the portals will listen. */
    portals?: RealmInput['portals'];
    secondFactor?: RealmInput['secondFactor'];
    eId?: RealmInput['eId'];
  }>): Promise<Keycloak> {
  await requireJava();
  const { folder, emptyDatabase } = await keycloakDistribution(onInstall);
  const chosen = port ?? (await freePort());
  const secrets = secretsOf(join(dataDir, 'secrets.json'));
  const accounts = demoAccounts();
  keycloakHome(folder, dataDir);
  const input = { portals, secondFactor, ...(eId === undefined ? {} : { eId }) };
  const database = databaseIn(dataDir);
  const isNew = !existsSync(database);
  if (isNew) {
    cpSync(emptyDatabase, database, { recursive: true });
    await writeRealm(dataDir, await realmOf(dataDir, input));
  }
  const running = await runKeycloak({
    home: dataDir,
    port: chosen,
    managementPort: managementPort ?? (await freePort()),
    realm: REALM,
    logFile: logFile ?? join(dataDir, 'keycloak.log'),
    env: markOf(mark),
  });
  const server = `http://127.0.0.1:${chosen}`;
  const issuer = `${server}/realms/${REALM}`;
  // An existing realm follows its source: another address of a portal, a new permission.
  const adminToken = localAdmin(server, dataDir);
  if (!isNew) await realmAdmin(server, adminToken).apply(await realmOf(dataDir, input));
  return {
    ...running,
    issuer,
    port: chosen,
    accounts,
    secrets,
    token: tokensOf(issuer, secrets),
    adminToken,
  };
}

const databaseIn = (dataDir: string): string => join(dataDir, 'data', 'h2');

/** Logs in to the Keycloak of a data folder with the right to administer it. */
export const localAdmin = (server: string, dataDir: string) =>
  bootstrapClient(server, BOOTSTRAP_CLIENT, bootstrapSecretIn(databaseIn(dataDir)));

/** Returns the source of the realm of a data folder. */
export async function realmOf(
  home: string,
  input: Pick<RealmInput, 'portals' | 'secondFactor' | 'eId'>,
): Promise<WantedRealm> {
  const { clientSecrets, accountPassword, adminPassword } = secretsOf(join(home, 'secrets.json'));
  const [credential, adminCredential] = await Promise.all([
    passwordCredential(accountPassword),
    passwordCredential(adminPassword),
  ]);
  return egovRealm({
    clientSecrets,
    serviceSubject,
    accounts: demoAccounts(),
    credential,
    adminCredential,
    terminalLogin: true,
    ...input,
  });
}

async function writeRealm(home: string, realm: WantedRealm): Promise<void> {
  mkdirSync(join(home, 'data', 'import'), { recursive: true });
  writeFileSync(join(home, 'data', 'import', `${REALM}-realm.json`), JSON.stringify(realm), { mode: 0o600 });
}
