import {
  portalNames,
  serviceNames,
  type Addresses,
  type BrokerProcesses,
  type PortalName,
} from '@egov/platform';
import { type Keycloak, startKeycloak } from '../keycloak/start-keycloak.ts';
import { startEventStoreLite, type EventStoreLite } from '../parts/eventstore-lite.ts';
import { startNats, type Nats } from '../parts/nats.ts';
import { startPortal, type PortalProcess } from '../parts/portal.ts';
import { startS3 } from '../parts/s3.ts';
import { startPaymentSimulator } from '../parts/payment-simulator.ts';
import { freePort } from '@egov/chassis/free-port';
import { requireFreePorts } from '../processes/ports.ts';
import type { Supervised } from '../processes/supervised.ts';
import { tool } from '../tools/tool.ts';
import type { DataDirectory } from './data-directory.ts';
import { portalEnvironment, type Environment, type Ground } from './environment.ts';
import { offsets, type Ports } from './ports.ts';
import { startServices, type RunningServices, type ServicesOptions } from './start-services.ts';

export type PlatformOptions = ServicesOptions &
  Readonly<{
    /** First of the ports used; free ones are chosen when absent. */
    portBase?: number;
    /** Whether the portals are raised too; true by default. */
    portals?: boolean;
    /** Whether papers are kept in an S3 server, which is then raised too, instead of a folder. */
    s3?: boolean;
    /** The processes that the broker knows; those of the list by default. */
    brokerProcesses?: BrokerProcesses;
  }>;

export type Platform = Readonly<{
  nats: Nats;
  eventLog: EventStoreLite;
  keycloak: Keycloak;
  services: RunningServices['services'];
  /** The processes that the services run in, by name. */
  serviceProcesses: RunningServices['processes'];
  /** The portals that were requested. */
  portals: Readonly<Partial<Record<PortalName, PortalProcess>>>;
  replaceService: RunningServices['replaceService'];
  /** Kills a portal and raises it again on the same port. */
  replacePortal: (name: PortalName) => Promise<void>;
  /** Resolves with the first part that ends unexpectedly. */
  broken: Promise<Supervised>;
  /** Drains every part, in reverse order of their start. */
  stop: () => Promise<void>;
}>;

/** Raises the whole platform on loopback; when a part fails to start, ends the others. */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  const { data, say = () => undefined } = options;
  const ports = await choosePorts(options.portBase);
  const started: Supervised[] = [];
  let stopping: Promise<void> | undefined;
  const stop = () => (stopping ??= stopAll(started, data, say));
  try {
    const { nats, eventLog, keycloak } = await startGround(options, ports, started);
    const ground: Ground = {
      addresses: addressesOf(ports),
      natsUrlOf: nats.urlOf,
      issuer: keycloak.issuer,
      clientSecret: (name) => keycloak.secrets.clientSecrets[name],
    };
    const fileStore = await startFileStore(options, ports, started);
    const { services, processes, replaceService } = await startServices(
      { ...options, fileStore },
      { ...ground, eventStoreUrl: eventLog.urlOf },
      started,
    );
    const { running, replacePortal } = await startPortals(options, ground, ports, started);
    const broken = Promise.race(
      started.map(async (part) => {
        await part.exited;
        return stopping === undefined ? part : new Promise<never>(() => undefined);
      }),
    );
    return {
      nats,
      eventLog,
      keycloak,
      services,
      serviceProcesses: processes,
      portals: running,
      replaceService,
      replacePortal,
      broken,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

const addressesOf = (ports: Ports): Addresses =>
  Object.fromEntries(serviceNames.map((name) => [name, `127.0.0.1:${ports[name]}`])) as Addresses;

async function choosePorts(base: number | undefined): Promise<Ports> {
  if (base !== undefined) {
    const wanted = Object.fromEntries(
      Object.entries(offsets).map(([name, offset]) => [name, base + offset]),
    ) as Ports;
    await requireFreePorts(wanted, 'Choose another first port with --port-base.');
    return wanted;
  }
  const free: [string, number][] = [];
  for (const name of Object.keys(offsets)) free.push([name, await freePort()]);
  return Object.fromEntries(free) as Ports;
}

async function startGround(
  { data, env = {}, brokerProcesses, say = () => undefined }: PlatformOptions,
  ports: Ports,
  started: Supervised[],
) {
  // Built one after the other before anything runs, as each build needs the whole machine.
  await tool('nats-server', say);
  const keep = async <Part extends Supervised>(starting: Promise<Part>): Promise<Part> => {
    const part = await starting;
    started.push(part);
    say(`${part.name} is up.`);
    return part;
  };
  // The slowest first; all three are awaited even when one fails, so that none is left running.
  const [keycloak, nats, eventLog] = await Promise.allSettled([
    keep(
      startKeycloak({
        dataDir: data.of('keycloak'),
        port: ports.keycloak,
        managementPort: ports['keycloak management'],
        logFile: data.log('keycloak'),
        mark: data.mark,
        onInstall: say,
        portals: Object.fromEntries(portalNames.map((name) => [name, loopback(ports[name])])) as Record<
          PortalName,
          string
        >,
      }),
    ),
    keep(
      startNats({
        dataDir: data.of('nats'),
        port: ports.nats,
        ...(brokerProcesses === undefined ? {} : { processes: brokerProcesses }),
        logFile: data.log('nats-server'),
        mark: data.mark,
      }),
    ),
    keep(
      startEventStoreLite({
        dataDir: data.of('event-log'),
        port: ports['event log'],
        logFile: data.log('eventstore-lite'),
        mark: data.mark,
        env,
      }),
    ),
  ]);
  return { keycloak: settled(keycloak), nats: settled(nats), eventLog: settled(eventLog) };
}

async function startFileStore(
  { data, s3 = false, say = () => undefined }: PlatformOptions,
  ports: Ports,
  started: Supervised[],
): Promise<Environment> {
  if (!s3) return {};
  await tool('versitygw', say);
  const part = await startS3({
    dataDir: data.of('s3'),
    port: ports.s3,
    logFile: data.log('versitygw'),
    mark: data.mark,
  });
  started.push(part);
  say(`${part.name} is up.`);
  return part.env;
}

const loopback = (port: number): string => `http://127.0.0.1:${port}`;

function settled<Part>(result: PromiseSettledResult<Part>): Part {
  if (result.status === 'rejected') throw result.reason;
  return result.value;
}

async function startPortals(
  { data, portals: wanted = true, env, say }: PlatformOptions,
  ground: Ground,
  ports: Ports,
  started: Supervised[],
): Promise<Readonly<{ running: Platform['portals']; replacePortal: Platform['replacePortal'] }>> {
  if (!wanted)
    return { running: {}, replacePortal: () => Promise.reject(new Error('No portal was requested.')) };
  const payments = await startPaymentSimulator({
    port: ports['payment simulator'],
    keyFile: data.paymentKeyFile,
    logFile: data.log('payment-simulator'),
    mark: data.mark,
  });
  started.push(payments);
  const own: Readonly<Partial<Record<PortalName, Environment>>> = {
    'staff-portal': { CITIZENS_URL: loopback(ports['citizen-portal']) },
    'citizen-portal': { PAYMENT_URL: payments.url, PAYMENT_KEY_FILE: data.paymentKeyFile },
  };
  const running: Partial<Record<PortalName, PortalProcess>> = {};
  const raise = async (name: PortalName): Promise<void> => {
    const up = await startPortal(name, {
      logFile: data.log(name),
      mark: data.mark,
      env: {
        ...portalEnvironment(name, {
          ...ground,
          url: loopback(ports[name]),
          sessionKeyFile: data.sessionKeyFile(name),
        }),
        ...own[name],
        ...env,
      },
    });
    started.push(up);
    running[name] = up;
    say?.(`${name} is up.`);
  };
  for (const name of portalNames) await raise(name);
  return {
    running,
    replacePortal: async (name) => {
      await running[name]?.kill();
      await raise(name);
    },
  };
}

async function stopAll(
  started: readonly Supervised[],
  data: DataDirectory,
  say: (line: string) => void,
): Promise<void> {
  for (const part of started.toReversed()) {
    const { code, signal } = await part.stop();
    say(`${part.name} has ended${code === 0 || code === 143 ? '' : ` with ${code ?? signal}`}.`);
  }
  data.release();
}
