import { randomBytes } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { LOGIN_STYLE, LOGIN_THEME, loginThemeFolder } from '@egov/keycloak';
import { toolsFolder } from '../config.ts';
import { freePort } from '@egov/chassis/free-port';
import { runToEnd } from '../processes/run-to-end.ts';
import { fromMaven } from '../tools/from-maven.ts';
import { requireJava } from '../tools/java.ts';
import { runKeycloak } from './run-keycloak.ts';

/** The pinned Keycloak. */
export const keycloakVersion = '26.4.7';
const SHA256 = 'dd9834c023460be856f731423d86228c23b5d002194a2064642bec0cc6573eaa';
const PARTS = ['lib', 'conf', 'providers'];

/** The client that may administer every realm of a local Keycloak; its secret lies beside the database. */
export const BOOTSTRAP_CLIENT = 'egov-bootstrap';
const BOOTSTRAP_SECRET = 'bootstrap-client';

/** A Keycloak built for the embedded database, and an empty database to begin from. */
export type Distribution = Readonly<{ folder: string; emptyDatabase: string }>;

/**
 * Returns the pinned Keycloak, installing it first when it is missing: downloaded by Maven, built, its
 * database initialised once.
 */
export async function keycloakDistribution(
  onInstall: (line: string) => void = () => undefined,
): Promise<Distribution> {
  const installed = join(toolsFolder, `keycloak-${keycloakVersion}-with-${BOOTSTRAP_CLIENT}`);
  const answer = { folder: installed, emptyDatabase: join(installed, 'empty-database') };
  if (existsSync(installed)) return answer;
  await requireJava();

  mkdirSync(toolsFolder, { recursive: true });
  // Prepared under another name and renamed, so that an interrupted installation is never taken for a whole
  // one.
  const unfinished = mkdtempSync(join(toolsFolder, 'keycloak-'));
  try {
    onInstall(`Installing Keycloak ${keycloakVersion} (once): downloading ...`);
    const folder = await unpackKeycloak(unfinished);
    onInstall(`Installing Keycloak ${keycloakVersion} (once): building ...`);
    await runToEnd({
      what: `Building Keycloak ${keycloakVersion}`,
      file: join(folder, 'bin', 'kc.sh'),
      args: ['build', '--db=dev-file', '--health-enabled=true'],
    });
    onInstall(`Installing Keycloak ${keycloakVersion} (once): initialising its database ...`);
    await layOutDatabase(folder, join(unfinished, 'first-run'));
    // Another process may have been quicker; its result is the same.
    if (!existsSync(installed)) renameSync(folder, installed);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return answer;
}

/** Downloads the pinned distribution by Maven and returns its folder, not built yet. */
export async function unpackKeycloak(into: string): Promise<string> {
  await fromMaven({
    goal: 'unpack',
    called: `Keycloak ${keycloakVersion}`,
    artifact: `org.keycloak:keycloak-quarkus-dist:${keycloakVersion}:zip`,
    sha256: SHA256,
    into,
  });
  return join(into, `keycloak-${keycloakVersion}`);
}

/** A first run on a new database takes twice as long as any later one, so its result is kept. */
async function layOutDatabase(folder: string, home: string): Promise<void> {
  keycloakHome(folder, home);
  const secret = randomBytes(32).toString('base64url');
  const keycloak = await runKeycloak({
    home,
    port: await freePort(),
    managementPort: await freePort(),
    realm: 'master',
    logFile: join(home, 'keycloak.log'),
    env: {
      KC_BOOTSTRAP_ADMIN_CLIENT_ID: BOOTSTRAP_CLIENT,
      KC_BOOTSTRAP_ADMIN_CLIENT_SECRET: secret,
    },
  });
  await keycloak.stop();
  const database = join(folder, 'empty-database');
  cpSync(join(home, 'data', 'h2'), database, { recursive: true });
  writeFileSync(join(database, BOOTSTRAP_SECRET), secret, { mode: 0o600 });
}

/** Returns the secret of `BOOTSTRAP_CLIENT` in a database that began as the empty one. */
export function bootstrapSecretIn(database: string): string {
  const file = join(database, BOOTSTRAP_SECRET);
  if (!existsSync(file))
    throw new Error(`${file} is missing: the data folder is of an older state. Start with --fresh.`);
  return readFileSync(file, 'utf8');
}

/** Creates a folder from which this distribution runs with its own database. */
export function keycloakHome(distribution: string, home: string): void {
  mkdirSync(join(home, 'bin'), { recursive: true });
  // Copied, not linked: the script takes its own folder as its home.
  cpSync(join(distribution, 'bin', 'kc.sh'), join(home, 'bin', 'kc.sh'));
  for (const part of PARTS) {
    rmSync(join(home, part), { force: true });
    symlinkSync(join(distribution, part), join(home, part));
  }
  layOutTheme(join(home, 'themes'));
}

/** Writes the theme with the portals' style, each time, as both change. */
export function layOutTheme(themes: string): void {
  rmSync(themes, { recursive: true, force: true });
  cpSync(loginThemeFolder, join(themes, LOGIN_THEME), { recursive: true });
  const style = join(themes, LOGIN_THEME, LOGIN_STYLE);
  mkdirSync(dirname(style), { recursive: true });
  cpSync(createRequire(import.meta.url).resolve('@egov/chassis/login.css'), style);
}
