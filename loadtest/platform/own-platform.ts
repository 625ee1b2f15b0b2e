import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { testIssuer } from '@egov/chassis/testing';
import { serviceAccounts, type ServiceAccountName } from '@egov/keycloak';
import {
  calledFromOutside,
  freeAddresses,
  serviceEnvironment,
  serviceKeysIn,
  startEventStoreLite,
  startHostedServices,
  startNats,
  startService,
  type Environment,
  type EventStoreLite,
  type PlatformFile,
  type Supervised,
} from '@egov/local';
import { eventServiceNames, type EventServiceName, type ServiceName } from '@egov/platform';

const province = 'loadtest';
const TOKEN_SECONDS = 900;

/** A platform for one run, in real processes on free ports. */
export type OwnPlatform = Readonly<{
  /** host:port of the gRPC server of each service that is called from outside. */
  services: PlatformFile['services'];
  /** Returns the connection string of an account at the event log. */
  eventStoreUrl: EventStoreLite['urlOf'];
  natsUrlOf: (name: ServiceName) => string;
  masterKeyFile: string;
  chainKeysFile: (name: EventServiceName) => string;
  /** In the order in which they were raised. */
  parts: readonly Supervised[];
  /** Kills a service and, once what happens `meanwhile` has happened, raises it again on the same port. */
  replace: (name: EventServiceName, meanwhile?: () => Promise<unknown>) => Promise<void>;
  /** The token source of a service account. */
  tokenOf: (account: ServiceAccountName) => () => Promise<string>;
  /** Ends every process; the folder stays. */
  stop: () => Promise<void>;
}>;

/** Additional variables of the services, such as limits. */
export type OwnPlatformOptions = Readonly<{
  folder: string;
  settings?: Readonly<Record<string, string>>;
  /** Whether the services share one process; each has its own by default. */
  hosted?: boolean;
  onStarted?: (part: Supervised, milliseconds: number) => void;
}>;

/**
 * Raises event log, message broker and the services of events over `folder`. Tokens come from an issuer in
 * this process, which the services verify as they do Keycloak's. When a part does not come up, the others are
 * ended again.
 */
export async function raiseOwnPlatform(options: OwnPlatformOptions): Promise<OwnPlatform> {
  const ends: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (const end of ends.splice(0).reverse()) await end();
  };
  try {
    return await raise(
      options,
      (end) => {
        ends.push(end);
      },
      stop,
    );
  } catch (error) {
    await stop();
    throw error;
  }
}

async function raise(
  { folder, settings, hosted = false, onStarted }: OwnPlatformOptions,
  atEnd: (end: () => Promise<unknown>) => void,
  stop: () => Promise<void>,
): Promise<OwnPlatform> {
  const keys = await serviceKeysIn(folder);
  const issuer = await testIssuer({ servicePermissions: serviceAccounts.procedures.permissions });
  atEnd(() => issuer.close());
  const parts: Supervised[] = [];
  const started: Started = async (raisePart) => {
    const began = performance.now();
    const part = await raisePart();
    onStarted?.(part, performance.now() - began);
    parts.push(part);
    atEnd(() => part.stop());
    return part;
  };
  const nats = await started(() =>
    startNats({ dataDir: join(folder, 'nats'), logFile: join(folder, 'nats-server.log') }),
  );
  const eventStore = await started(() =>
    startEventStoreLite({ dataDir: join(folder, 'log'), logFile: join(folder, 'eventstore-lite.log') }),
  );
  const addresses = await freeAddresses();
  const environmentOf = (name: EventServiceName) => ({
    ...serviceEnvironment(name, {
      addresses,
      natsUrlOf: nats.urlOf,
      eventStoreUrl: eventStore.urlOf,
      issuer: issuer.issuer,
      jwksUrl: issuer.jwksUrl,
      clientSecret: () => 'secret',
      keys,
      province,
      dataDir: join(folder, name),
    }),
    LOG_LEVEL: 'warn',
    ...settings,
  });
  const replace = await raiseServices({ folder, hosted, addresses, environmentOf, started });
  return {
    services: calledFromOutside(addresses),
    eventStoreUrl: eventStore.urlOf,
    natsUrlOf: nats.urlOf,
    masterKeyFile: keys.masterKeyFile,
    chainKeysFile: keys.chainKeysFile,
    parts,
    replace,
    stop,
    tokenOf: (account) => tokenSource(issuer, account),
  };
}

/** Raises a part, measures that, and ends it with the platform. */
type Started = <Part extends Supervised>(raisePart: () => Promise<Part>) => Promise<Part>;

/** Raises the services, in one process or each in its own; returns what replaces one of them. */
async function raiseServices({
  folder,
  hosted,
  addresses,
  environmentOf,
  started,
}: {
  folder: string;
  hosted: boolean;
  addresses: Awaited<ReturnType<typeof freeAddresses>>;
  environmentOf: (name: EventServiceName) => Environment;
  started: Started;
}): Promise<OwnPlatform['replace']> {
  const raiseService = (name: EventServiceName): Promise<Supervised> =>
    started(() => startService(name, { logFile: join(folder, `${name}.log`), env: environmentOf(name) }));
  const running: Partial<Record<EventServiceName, Supervised>> = {};
  for (const name of eventServiceNames) {
    await mkdir(join(folder, name));
    if (!hosted) running[name] = await raiseService(name);
  }
  if (hosted)
    await started(() =>
      startHostedServices({
        addresses,
        environments: Object.fromEntries(eventServiceNames.map((name) => [name, environmentOf(name)])),
        logFile: join(folder, 'services.log'),
      }),
    );
  return async (name, meanwhile) => {
    await running[name]?.kill();
    await meanwhile?.();
    running[name] = await raiseService(name);
  };
}

const tokenSource = (
  issuer: Awaited<ReturnType<typeof testIssuer>>,
  account: ServiceAccountName,
): (() => Promise<string>) =>
  renewed(() =>
    issuer.token({
      subject: account,
      service: true,
      agencies: ['*'],
      permissions: serviceAccounts[account].permissions,
      expiresInSeconds: TOKEN_SECONDS,
    }),
  );

/** Requests a token once, and again after half of its life. */
function renewed(ask: () => Promise<string>): () => Promise<string> {
  let held: { token: Promise<string>; until: number } | undefined;
  return () => {
    if (!held || held.until < Date.now()) held = { token: ask(), until: Date.now() + TOKEN_SECONDS * 500 };
    return held.token;
  };
}
