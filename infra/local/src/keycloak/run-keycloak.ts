import { join } from 'node:path';
import { startProcess, type Supervised } from '../processes/supervised.ts';

export type KeycloakRun = Readonly<{
  home: string;
  port: number;
  managementPort: number;
  /** Keycloak is ready when this realm answers. */
  realm: string;
  logFile: string;
  env?: Readonly<Record<string, string>>;
}>;

const READY_WITHIN_MS = 600_000;

/** Runs a Keycloak that is already built, on loopback. */
export async function runKeycloak({
  home,
  port,
  managementPort,
  realm,
  logFile,
  env,
}: KeycloakRun): Promise<Supervised> {
  const base = `http://127.0.0.1:${port}`;
  return startProcess({
    name: 'keycloak',
    file: join(home, 'bin', 'kc.sh'),
    args: [
      'start',
      '--optimized',
      `--hostname=${base}`,
      '--http-enabled=true',
      '--http-host=127.0.0.1',
      `--http-port=${port}`,
      `--http-management-port=${managementPort}`,
      '--cache=local',
      '--import-realm',
    ],
    // What a laptop can spare; the defaults are for a server that does nothing else.
    env: { JAVA_OPTS_KC_HEAP: '-Xms64m -Xmx256m', JAVA_OPTS_APPEND: '-XX:TieredStopAtLevel=1', ...env },
    logFile,
    port,
    ready: async () => answers(`${base}/realms/${realm}`),
    readyWithinMs: READY_WITHIN_MS,
    stopWithinMs: 20_000,
  });
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(10_000) })).ok;
  } catch (error) {
    // Nobody listens yet, or it is warming up. Compared by name: under jest, fetch throws errors of another
    // realm.
    if (['TypeError', 'TimeoutError'].includes((error as Error).name)) return false;
    throw error;
  }
}
