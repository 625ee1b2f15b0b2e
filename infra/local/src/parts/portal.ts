import { join } from 'node:path';
import { workspace } from '../config.ts';
import { markOf, type Mark } from '../processes/marked-processes.ts';
import { startProcess, type Supervised } from '../processes/supervised.ts';

export type PortalProcessOptions = Readonly<{
  /** The variables of the portal, HTTP_PORT among them. */
  env: Readonly<Record<string, string>> & Readonly<{ HTTP_PORT: string }>;
  logFile: string;
  mark?: Mark;
}>;

export type PortalProcess = Supervised & Readonly<{ url: string; port: number }>;

/** Starts `services/<name>` from source; ready when it reports so over HTTP. */
export async function startPortal(
  name: string,
  { env, logFile, mark }: PortalProcessOptions,
): Promise<PortalProcess> {
  const port = Number(env.HTTP_PORT);
  const url = `http://127.0.0.1:${port}`;
  const started = await startProcess({
    name,
    file: process.execPath,
    args: ['--import', '@egov/chassis/telemetry', join('src', 'main.ts')],
    cwd: join(workspace, 'services', name),
    env: { NODE_ENV: 'development', OTEL_SERVICE_NAME: name, ...markOf(mark), ...env },
    logFile,
    port,
    ready: () => ready(url),
    // Longer than a portal's own grace time.
    stopWithinMs: 30_000,
  });
  return { ...started, url, port };
}

async function ready(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health/ready`)).ok;
  } catch (error) {
    // Nobody listens yet. Compared by name: under jest, fetch throws errors of another realm.
    if ((error as Error).name === 'TypeError') return false;
    throw error;
  }
}
