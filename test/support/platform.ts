import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { grpcClient, type GrpcClient, type ServiceDefinition } from '@egov/chassis/grpc';
import { testIssuer, type TestCaller, type TestIssuer } from '@egov/chassis/testing';
import { serviceAccounts } from '@egov/keycloak';
import {
  addressIn,
  freeAddresses,
  freePort,
  serviceEnvironment,
  serviceKeysIn,
  startEventStoreLite,
  startNats,
  startService,
  type EventStoreLite,
  type Nats,
  type Service,
  type TlsFiles,
} from '@egov/local';
import { allPermissions, type Addresses, type EventServiceName } from '@egov/platform';
import { withNoting } from './noting.ts';
import { startPart, type Part } from './part.ts';
import { serviceNames, services, type ServiceName } from './services.ts';

type ClientsOf<Definitions extends Readonly<Record<string, ServiceDefinition>>> = Readonly<{
  [Name in keyof Definitions]: GrpcClient<Definitions[Name]>;
}>;

/** A client of every gRPC service, by service. */
export type Clients = Readonly<{ [Name in ServiceName]: ClientsOf<(typeof services)[Name]> }>;

export type CallOptions = Readonly<{ retries?: number }>;

/** It ends a call that hangs; nothing is measured by it. */
const DEADLINE_MS = 60_000;

/** The platform as real processes on free ports, with all its data in one folder. */
export type Platform = Readonly<{
  folder: string;
  issuer: TestIssuer;
  nats: Part<Nats>;
  eventStore: Part<EventStoreLite>;
  services: Readonly<Record<ServiceName, Part<Service>>>;
  /** Returns the file of the keys with which a service proves its events. */
  chainKeysFile: (name: EventServiceName) => string;
  /** Where each service listens, or would: `files` is raised by the tests that need it. */
  addresses: Addresses;
  /** Returns the read model file of a service. */
  readModel: (name: ServiceName) => string;
  /**
   * Returns clients that call as this person or service, by default the governor, who may do everything
   * everywhere. They retry what is unavailable as those of the services do, or the number of times named.
   */
  as: (caller?: TestCaller, options?: CallOptions) => Clients;
  /** Raises a second process of a service, with its own read model, and returns clients of it. */
  replica: (name: ServiceName) => Promise<Readonly<{ part: Part<Service>; as: Platform['as'] }>>;
  /** Ends every process and removes the folder. */
  close: () => Promise<void>;
}>;

export const governor: TestCaller = { subject: 'governor', agencies: ['*'], permissions: allPermissions };

/** The program of a device at the counter, where applicants rate. */
export const ratingDevice: TestCaller = {
  subject: 'rating-device',
  service: true,
  agencies: ['*'],
  permissions: ['dossier.rate'],
};

/** Additional environment variables of every service's process. */
export type Environment = Readonly<Record<string, string>>;

/** Raises the whole platform; when a part does not come up, the others are ended again. */
export async function startPlatform(environment: Environment = {}, tls?: TlsFiles): Promise<Platform> {
  const folder = await mkdtemp(join(tmpdir(), 'egov-platform-'));
  const ends: (() => unknown)[] = [];
  const close = async (): Promise<void> => {
    for (const end of ends.splice(0).reverse()) await end();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    return await raise(
      folder,
      { environment, tls },
      (end) => {
        ends.push(end);
      },
      close,
    );
  } catch (error) {
    await close();
    throw error;
  }
}

async function raise(
  folder: string,
  { environment, tls }: Readonly<{ environment: Environment; tls: TlsFiles | undefined }>,
  atEnd: (end: () => unknown) => void,
  close: () => Promise<void>,
): Promise<Platform> {
  const keys = await serviceKeysIn(folder);
  const issuer = await testIssuer({ servicePermissions: serviceAccounts.procedures.permissions });
  atEnd(() => issuer.close());
  const [nats, eventStore] = await Promise.all([raiseNats(folder, tls), raiseEventStore(folder)]);
  atEnd(() => Promise.all([nats.stop(), eventStore.stop()]));

  const addresses = await freeAddresses();
  const raiseService = async (name: ServiceName, address: string, place: string): Promise<Part<Service>> => {
    const dataDir = join(folder, place);
    await mkdir(dataDir);
    const env = {
      ...environment,
      ...(await certified(tls)),
      OTEL_SERVICE_NAME: name,
      ...serviceEnvironment(name, {
        addresses: { ...addresses, [name]: address },
        authority: tls?.ca,
        natsUrlOf: nats.now().urlOf,
        eventStoreUrl: eventStore.now().urlOf,
        ...tokensFrom(issuer),
        keys,
        province: 'test',
        dataDir,
      }),
    };
    const part = await startPart((launched) =>
      startService(name, { env, ...(launched === undefined ? {} : { launched }) }),
    );
    atEnd(() => part.stop());
    return part;
  };
  const started: Partial<Record<ServiceName, Part<Service>>> = {};
  for (const name of serviceNames) started[name] = await raiseService(name, addresses[name], name);
  const open = clientsOf(issuer, tls);
  atEnd(open.close);
  const ground = { folder, issuer, nats, eventStore, addresses, close };
  return {
    ...ground,
    services: started as Platform['services'],
    chainKeysFile: keys.chainKeysFile,
    readModel: (name) => join(folder, name, `${name}.sqlite`),
    as: (caller, options) => open.as(addresses, caller, options),
    replica: async (name) => {
      const part = await raiseService(name, `127.0.0.1:${await freePort()}`, `${name}-replica`);
      return {
        part,
        as: (caller, options) => open.as({ ...addresses, [name]: part.now().address }, caller, options),
      };
    },
  };
}

const tokensFrom = ({ issuer, jwksUrl }: TestIssuer) => ({ issuer, jwksUrl, clientSecret: () => 'secret' });

/** The variables of a service's certificate. */
const certified = async (tls: TlsFiles | undefined): Promise<Environment> =>
  tls === undefined
    ? {}
    : { TLS_CERT_FILE: tls.cert, TLS_KEY_FILE: tls.key, HEALTH_PORT: String(await freePort()) };

async function raiseNats(folder: string, tls: TlsFiles | undefined): Promise<Part<Nats>> {
  const port = await freePort();
  return startPart(() =>
    startNats({
      dataDir: join(folder, 'nats'),
      port,
      logFile: join(folder, 'logs', 'nats-server.log'),
      processes: withNoting,
      tls,
    }),
  );
}

async function raiseEventStore(folder: string): Promise<Part<EventStoreLite>> {
  const port = await freePort();
  return startPart(() =>
    startEventStoreLite({
      dataDir: join(folder, 'log'),
      port,
      logFile: join(folder, 'logs', 'eventstore-lite.log'),
    }),
  );
}

function clientsOf(issuer: TestIssuer, tls: TlsFiles | undefined) {
  const opened: { close: () => void }[] = [];
  const as = (addresses: Addresses, caller: TestCaller = governor, options: CallOptions = {}): Clients => {
    let token: Promise<string> | undefined;
    const settings = {
      deadlineMs: DEADLINE_MS,
      ...options,
      token: () => (token ??= issuer.token({ expiresInSeconds: 3_600, ...caller })),
    };
    return Object.fromEntries(
      Object.entries(services).map(([name, definitions]) => [
        name,
        Object.fromEntries(
          Object.entries<ServiceDefinition>(definitions).map(([short, definition]) => {
            const client = grpcClient(
              definition,
              addressIn({ addresses, authority: tls?.ca }, name as ServiceName),
              settings,
            );
            opened.push(client);
            return [short, client];
          }),
        ),
      ]),
    ) as unknown as Clients;
  };
  return {
    as,
    close: () => {
      for (const client of opened) client.close();
    },
  };
}
