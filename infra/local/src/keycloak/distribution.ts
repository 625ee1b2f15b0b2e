import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { LOGIN_STYLE, LOGIN_THEME, loginThemeFolder } from '@egov/keycloak';
import { toolsFolder } from '../config.ts';
import { freePort } from '../processes/ports.ts';
import { runToEnd } from '../processes/run-to-end.ts';
import { fromMaven } from '../tools/from-maven.ts';
import { requireJava } from '../tools/java.ts';
import { runKeycloak } from './run-keycloak.ts';

/** The pinned Keycloak. */
export const keycloakVersion = '26.4.7';
const PARTS = ['lib', 'conf', 'providers'];

/** A Keycloak built for the embedded database, and an empty database to begin from. */
export type Distribution = Readonly<{ folder: string; emptyDatabase: string }>;

/**
 * Answers the pinned Keycloak, installing it first when it is not there: downloaded by Maven, built, its
 * database laid out once.
 */
export async function keycloakDistribution(
  onInstall: (line: string) => void = () => undefined,
): Promise<Distribution> {
  const installed = join(toolsFolder, `keycloak-${keycloakVersion}`);
  const answer = { folder: installed, emptyDatabase: join(installed, 'empty-database') };
  if (existsSync(installed)) return answer;
  await requireJava();

  mkdirSync(toolsFolder, { recursive: true });
  // Prepared beside and renamed, so that what was cut short is never taken for an installation.
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
    onInstall(`Installing Keycloak ${keycloakVersion} (once): laying out its database ...`);
    await layOutDatabase(folder, join(unfinished, 'first-run'));
    // Somebody else may have been quicker; theirs is the same.
    if (!existsSync(installed)) renameSync(folder, installed);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return answer;
}

/** Gets the pinned distribution by Maven and answers its folder, not built yet. */
export async function unpackKeycloak(into: string): Promise<string> {
  await fromMaven({
    goal: 'unpack',
    called: `Keycloak ${keycloakVersion}`,
    artifact: `org.keycloak:keycloak-quarkus-dist:${keycloakVersion}:zip`,
    into,
  });
  return join(into, `keycloak-${keycloakVersion}`);
}

/** A first run on a new database takes twice as long as any later one, so its result is kept. */
async function layOutDatabase(folder: string, home: string): Promise<void> {
  keycloakHome(folder, home);
  const keycloak = await runKeycloak({
    home,
    port: await freePort(),
    managementPort: await freePort(),
    realm: 'master',
    logFile: join(home, 'keycloak.log'),
  });
  await keycloak.stop();
  cpSync(join(home, 'data', 'h2'), join(folder, 'empty-database'), { recursive: true });
}

/** Makes a folder from which this distribution runs on a database of its own. */
export function keycloakHome(distribution: string, home: string): void {
  mkdirSync(join(home, 'bin'), { recursive: true });
  // Copied, not linked: the script takes the folder it lies in for its home.
  cpSync(join(distribution, 'bin', 'kc.sh'), join(home, 'bin', 'kc.sh'));
  for (const part of PARTS) {
    rmSync(join(home, part), { force: true });
    symlinkSync(join(distribution, part), join(home, part));
  }
  layOutTheme(join(home, 'themes'));
}

/** The theme of this source with the portals' style; written anew each time, as both change. */
export function layOutTheme(themes: string): void {
  rmSync(themes, { recursive: true, force: true });
  cpSync(loginThemeFolder, join(themes, LOGIN_THEME), { recursive: true });
  const style = join(themes, LOGIN_THEME, LOGIN_STYLE);
  mkdirSync(dirname(style), { recursive: true });
  cpSync(createRequire(import.meta.url).resolve('@egov/chassis/login.css'), style);
}
