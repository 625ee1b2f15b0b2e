import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { workspace } from '../config.ts';
import { markOf, type Mark } from '../processes/marked-processes.ts';
import { freePort } from '@egov/chassis/free-port';
import { startProcess, type Supervised } from '../processes/supervised.ts';
import { serving } from './grpc-probe.ts';

export type ServiceOptions = Readonly<{
  /** The variables of the service; GRPC_HOST, GRPC_PORT and NODE_ENV are filled in when absent. */
  env: Readonly<Record<string, string>>;
  logFile?: string;
  /** Put into the environment of the process. */
  mark?: Mark;
  readyWithinMs?: number;
  /** Called with its process id as soon as it runs, long before it is ready. */
  launched?: (pid: number) => void;
}>;

export type Service = Supervised &
  Readonly<{ /** host:port of its gRPC server. */ address: string; port: number }>;

/**
 * Starts `services/<name>` from source with telemetry preloaded; ready when its health service reports
 * readiness.
 */
export async function startService(
  name: string,
  { env, logFile, mark, readyWithinMs, launched }: ServiceOptions,
): Promise<Service> {
  const folder = join(workspace, 'services', name);
  if (!existsSync(join(folder, 'src', 'main.ts')))
    throw new Error(`There is no service ${name}: services/${name}/src/main.ts is missing.`);
  const port = env.GRPC_PORT === undefined ? await freePort() : Number(env.GRPC_PORT);
  const host = env.GRPC_HOST ?? '127.0.0.1';
  const address = `${host}:${port}`;
  const started = await startProcess({
    name,
    file: process.execPath,
    args: ['--import', '@egov/chassis/telemetry', join('src', 'main.ts')],
    cwd: folder,
    env: {
      NODE_ENV: 'development',
      OTEL_SERVICE_NAME: name,
      ...markOf(mark),
      ...env,
      GRPC_HOST: host,
      GRPC_PORT: String(port),
    },
    logFile: logFile ?? join(env.DATA_DIR ?? workspace, `${name}.log`),
    port,
    ready: async () => serving(env.HEALTH_PORT === undefined ? address : `${host}:${env.HEALTH_PORT}`),
    ...(readyWithinMs === undefined ? {} : { readyWithinMs }),
    ...(launched === undefined ? {} : { launched }),
    // Longer than a service's own grace time.
    stopWithinMs: 30_000,
  });
  return { ...started, address, port };
}
