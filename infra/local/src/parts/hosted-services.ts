import { join } from 'node:path';
import { type Addresses, type ServiceName } from '@egov/platform';
import { workspace } from '../config.ts';
import { markOf, type Mark } from '../processes/marked-processes.ts';
import { startProcess, type Supervised } from '../processes/supervised.ts';
import { serving } from './grpc-probe.ts';
import type { Environment } from '../platform/environment.ts';

export type HostedServicesOptions = Readonly<{
  addresses: Addresses;
  /** The environment of each service; only these services are run. */
  environments: Readonly<Partial<Record<ServiceName, Environment>>>;
  logFile: string;
  mark?: Mark;
}>;

/** Starts services from source in one process, each on its own port; ready when every one of them is. */
export async function startHostedServices({
  addresses,
  environments,
  logFile,
  mark,
}: HostedServicesOptions): Promise<Supervised> {
  const names = Object.keys(environments) as ServiceName[];
  const own = names.flatMap((name) =>
    Object.entries(environments[name] ?? {}).map(([variable, value]) => [
      `${prefixOf(name)}${variable}`,
      value,
    ]),
  );
  const last = names.at(-1);
  if (last === undefined) throw new TypeError('There is no service to host.');
  return startProcess({
    name: 'services',
    file: process.execPath,
    args: ['--import', '@egov/chassis/telemetry', join('src', 'hosted', 'main.ts'), ...names],
    cwd: join(workspace, 'infra', 'local'),
    env: {
      NODE_ENV: 'development',
      OTEL_SERVICE_NAME: 'services',
      ...markOf(mark),
      ...Object.fromEntries(own),
    },
    logFile,
    port: Number(new URL(`grpc://${addresses[last]}`).port),
    ready: async () =>
      (await Promise.all(names.map((name) => serving(addresses[name])))).every((isServing) => isServing),
    // Longer than the services' own grace time.
    stopWithinMs: 30_000,
  });
}

const prefixOf = (name: ServiceName): string => `${name.toUpperCase().replaceAll('-', '_')}_`;
