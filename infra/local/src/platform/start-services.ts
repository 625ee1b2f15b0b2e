import { serviceNames, type ServiceName } from '@egov/platform';
import { startHostedServices } from '../parts/hosted-services.ts';
import { startService, type Service } from '../parts/service.ts';
import type { Supervised } from '../processes/supervised.ts';
import { serviceEnvironment, type Environment, type Ground, type ServiceGround } from './environment.ts';
import type { DataDirectory } from './data-directory.ts';

export type ServicesOptions = Readonly<{
  data: DataDirectory;
  /** Whether each service has its own process; all share one by default. */
  separate?: boolean;
  /** Only these services, instead of all. */
  services?: readonly ServiceName[];
  province?: string;
  /**
   * ClamAV's daemon that scans uploads, tcp://host:port or unix:///path; uploads are not scanned when absent.
   */
  clamd?: string;
  /** Variables of the store of papers; a folder when absent. */
  fileStore?: Environment;
  /** More variables for the event log, every service and every portal. */
  env?: Environment;
  say?: (line: string) => void;
}>;

/** The running services of a platform. */
export type RunningServices = Readonly<{
  services: Readonly<Record<ServiceName, Service>>;
  /** Their processes by name: one for each, or `services` for all. */
  processes: Readonly<Record<string, Supervised>>;
  /**
   * Kills a service and raises it again on the same port. Throws when all share a process, as one cannot be
   * ended alone.
   */
  replaceService: (name: ServiceName) => Promise<void>;
}>;

type ServicesGround = Ground & Pick<ServiceGround, 'eventStoreUrl'>;

/** Starts the services, all in one process or each in its own, in the order of the list. */
export function startServices(
  options: ServicesOptions,
  ground: ServicesGround,
  started: Supervised[],
): Promise<RunningServices> {
  const { services: wanted, separate = false } = options;
  const names = serviceNames.filter((name) => wanted === undefined || wanted.includes(name));
  const environments = Object.fromEntries(
    names.map((name) => [name, environmentOf(name, options, ground)]),
  ) as Record<ServiceName, Environment>;
  return (separate ? startApart : startHosted)(environments, options, ground, started);
}

function environmentOf(
  name: ServiceName,
  { data, province = 'H44', clamd, fileStore = {}, env }: ServicesOptions,
  ground: ServicesGround,
): Environment {
  return {
    ...serviceEnvironment(name, { ...ground, keys: data.serviceKeys, province, dataDir: data.of(name) }),
    ...(name === 'files' ? { ...fileStore, ...(clamd === undefined ? {} : { CLAMD_URL: clamd }) } : {}),
    ...env,
  };
}

async function startHosted(
  environments: Readonly<Record<ServiceName, Environment>>,
  { data, say }: ServicesOptions,
  { addresses }: ServicesGround,
  started: Supervised[],
): Promise<RunningServices> {
  const host = await startHostedServices({
    addresses,
    environments,
    logFile: data.log('services'),
    mark: data.mark,
  });
  started.push(host);
  const names = Object.keys(environments) as ServiceName[];
  say?.(`${names.join(', ')} are up, in one process.`);
  const services = names.map((name) => {
    const address = addresses[name];
    return [name, { ...host, name, address, port: Number(new URL(`grpc://${address}`).port) }];
  });
  return {
    services: Object.fromEntries(services) as RunningServices['services'],
    processes: { services: host },
    replaceService: (name) =>
      Promise.reject(
        new Error(`${name} shares a process with the other services: start the platform with separate ones.`),
      ),
  };
}

async function startApart(
  environments: Readonly<Record<ServiceName, Environment>>,
  { data, say }: ServicesOptions,
  _ground: ServicesGround,
  started: Supervised[],
): Promise<RunningServices> {
  const running: Partial<Record<ServiceName, Service>> = {};
  const raise = async (name: ServiceName): Promise<void> => {
    const up = await startService(name, {
      env: environments[name],
      logFile: data.log(name),
      mark: data.mark,
    });
    started.push(up);
    running[name] = up;
    say?.(`${name} is up.`);
  };
  for (const name of Object.keys(environments) as ServiceName[]) await raise(name);
  const services = running as RunningServices['services'];
  return {
    services,
    processes: services,
    replaceService: async (name) => {
      await running[name]?.kill();
      await raise(name);
    },
  };
}
