import type { Instant } from '../domain/mod.ts';
import { auditHandlers } from '../runtime/audit/audit-handlers.ts';
import { type ConfigFields, defineConfig } from '../runtime/config/define-config.ts';
import { createGrpcServer } from '../runtime/grpc/grpc-server.ts';
import type { Claims } from '../runtime/context/principal.ts';
import type { GrpcClient } from '../runtime/grpc/grpc-client.ts';
import type { OpenedClient } from '../runtime/grpc/open-clients.ts';
import type { ServiceDefinition } from '../runtime/grpc/service-definition.ts';
import { memoryKeyStore } from '../runtime/keys/memory-key-store.ts';
import { silentLogger } from '../runtime/logger/logger.ts';
import { checkPolicies } from '../runtime/messaging/start-policies.ts';
import { personHandlers } from '../runtime/person/person-handlers.ts';
import {
  type Ask,
  type Asks,
  type EventService,
  type FileService,
  type Ground,
  isEventService,
  type Service,
} from '../runtime/process/service-definition.ts';
import type { EventServiceConfig, ServiceConfig } from '../runtime/config/service-config.ts';
import { keptAnswers } from '../runtime/process/kept-answers.ts';
import { fieldsOf } from '../runtime/process/service-fields.ts';
import { callersFor, testVerifier } from './grpc-callers.ts';
import { memoryLog, type MemoryLog } from './memory-log.ts';
import { memoryReadModels, type MemoryReadModels } from './memory-read-models.ts';
import type { RpcWorld } from './every-rpc.ts';

/** A service in this process, run by its definition. */
export type RaisedService = Readonly<{
  url: string;
  /** A client that calls as this person or service, without retries; it is closed with the service. */
  as: <const Definition extends ServiceDefinition>(
    definition: Definition,
    claims: Partial<Claims>,
  ) => GrpcClient<Definition>;
  close: () => Promise<void>;
}>;

/** A service that records events in this process, over a log in memory. */
export type TestService = RpcWorld &
  RaisedService &
  Readonly<{
    memory: MemoryLog;
    readModels: MemoryReadModels;
    /**
     * Returns every row of read models that are built from the first event, each event applied so many times.
     */
    rebuilt: (times?: number) => ReturnType<MemoryReadModels['dump']>;
  }>;

/** Fakes of the services it asks: the RPCs that the test reaches. */
export type StandIns<Asked extends Asks> = Readonly<{
  [Name in keyof Asked]?: Readonly<{
    [Api in keyof Asked[Name]['api']]?: Partial<OpenedClient<Asked[Name]['api'][Api]>>;
  }>;
}>;

/** A test's options for the service that it raises. */
export type TestServiceOptions<Asked extends Asks> = Readonly<{
  asked?: StandIns<Asked>;
  /** Variables of the service; the others have the values of development. */
  env?: Readonly<Record<string, string>>;
  clock?: () => Instant;
  /** The log that it starts from, in place of an empty one. */
  memory?: MemoryLog;
}>;

/**
 * Raises a service by the definition that `runService` runs, on a free port: its log and read models are in
 * memory, and callers use tokens of `testToken`. Its policies are compared with the list, and not started.
 */
export async function testService<Asked extends Asks, More extends ConfigFields>(
  service: EventService<Asked, More>,
  options?: TestServiceOptions<Asked>,
): Promise<TestService>;
/** Raises a service that stores files. */
export async function testService<More extends ConfigFields>(
  service: FileService<More>,
  options?: TestServiceOptions<Asks>,
): Promise<RaisedService>;
export async function testService(
  service: Service,
  options: TestServiceOptions<Asks> = {},
): Promise<RaisedService | TestService> {
  const closers: (() => unknown)[] = [];
  const ground: Ground<ServiceConfig> = {
    config: defineConfig(fieldsOf(service), { NODE_ENV: 'test', ...options.env }),
    logger: silentLogger,
    onStop: (_name, stop) => void closers.push(stop),
    fail: (error) => {
      throw error;
    },
  };
  if (!isEventService(service)) {
    const services = await service.serve({ ...ground, keys: memoryKeyStore() });
    return listen(service, services, options, closers);
  }
  const { clock, memory = memoryLog(service.entry.name, clock) } = options;
  const { models } = service.readModels;
  const readModels = memoryReadModels(models, memory);
  closers.push(() => readModels.close());
  const stores = { log: memory.log, queries: readModels };
  const all = {
    ...ground,
    ...stores,
    config: ground.config as EventServiceConfig,
    ask: standIns(options.asked ?? {}),
    keepAnswers: keptAnswers().keepAnswers,
  };
  const own = await service.serve(all);
  const { name, hears, follows } = service.entry;
  checkPolicies(service.policies?.(all).policies ?? [], { service: name, hears, follows });
  const shared = [auditHandlers(readModels, models), personHandlers(memory.log, service.person?.(stores))];
  return {
    ...(await listen(service, [...own, ...shared], options, closers)),
    memory,
    readModels,
    rebuilt: (times = 1) => memoryReadModels(models, memory, { times }).dump(),
    eventCount: () => memory.stored.length,
  };
}

const standIns = (asked: StandIns<Asks>): Ask<Asks> =>
  ((service) => {
    const clients = asked[service];
    if (clients === undefined) throw new TypeError(`The test has no fake of ${service}.`);
    return clients;
  }) as Ask<Asks>;

async function listen(
  { entry: { name } }: Service,
  services: Awaited<ReturnType<Service['serve']>>,
  { clock }: TestServiceOptions<Asks>,
  closers: (() => unknown)[],
): Promise<RaisedService> {
  const server = createGrpcServer({
    name,
    services,
    verifier: testVerifier,
    logger: silentLogger,
    ...(clock === undefined ? {} : { clock }),
  });
  closers.push(() => server.drain());
  const url = `grpc://127.0.0.1:${await server.listen('127.0.0.1', 0)}`;
  return {
    url,
    as: (definition, claims) => {
      const callers = callersFor(definition, url);
      closers.push(callers.close);
      return callers.as(claims);
    },
    close: async () => {
      for (const close of closers.splice(0).reverse()) await close();
    },
  };
}
