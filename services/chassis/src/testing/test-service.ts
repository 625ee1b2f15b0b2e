import type { Instant } from '../domain/mod.ts';
import { auditHandlers } from '../runtime/audit/mod.ts';
import { defineConfig } from '../runtime/config/mod.ts';
import type { EventServiceConfig, ServiceConfig } from '../runtime/config/service-config.ts';
import { createGrpcServer } from '../runtime/grpc/mod.ts';
import { silentLogger } from '../runtime/logger/mod.ts';
import type { EventService, FileService, Ground, Service } from '../runtime/process/mod.ts';
import { fieldsOf } from '../runtime/process/start-service.ts';
import { testVerifier } from './grpc-callers.ts';
import { memoryLog, type MemoryLog } from './memory-log.ts';
import { memoryReadModels, type MemoryReadModels } from './memory-read-models.ts';
import type { RpcWorld } from './rpc-checks.ts';

/** A service in this process, as its definition says. */
export type RaisedService = Readonly<{ url: string; close: () => Promise<void> }>;

/** A service that records events in this process, over a log in memory. */
export type TestService = RpcWorld &
  Readonly<{
    memory: MemoryLog;
    readModels: MemoryReadModels;
    /** Returns every row of read models that are built from the first event, each event applied so many times. */
    rebuilt: (times?: number) => ReturnType<MemoryReadModels['dump']>;
  }>;

/** What a test says of the service that it raises. */
export type TestServiceOptions = Readonly<{
  /** Variables of the service; the others have the values of development. */
  env?: Readonly<Record<string, string>>;
  clock?: () => Instant;
  /** The log that it starts from, in place of an empty one. */
  memory?: MemoryLog;
}>;

/**
 * Raises a service by the definition that `runService` runs, with its own port: its log and read models are in
 * memory, its callers' tokens those of `testToken`.
 */
export async function testService(service: EventService, options?: TestServiceOptions): Promise<TestService>;
/** Raises a service that keeps files. */
export async function testService(service: FileService, options?: TestServiceOptions): Promise<RaisedService>;
export async function testService(
  service: Service,
  options: TestServiceOptions = {},
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
  if (service.kind === 'files') return listen(service, await service.serve(ground), options, closers);
  const { clock, memory = memoryLog(service.name, clock) } = options;
  const { models } = service.readModels;
  const readModels = memoryReadModels(models, memory);
  closers.push(() => readModels.close());
  const config = ground.config as EventServiceConfig;
  const own = await service.serve({ ...ground, config, log: memory.log, queries: readModels });
  return {
    ...(await listen(service, [...own, auditHandlers(readModels)], options, closers)),
    memory,
    readModels,
    rebuilt: (times = 1) => memoryReadModels(models, memory, { times }).dump(),
    eventCount: () => memory.stored.length,
  };
}

async function listen(
  { name }: Service,
  services: Awaited<ReturnType<Service['serve']>>,
  { clock }: TestServiceOptions,
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
    close: async () => {
      for (const close of closers.splice(0).reverse()) await close();
    },
  };
}
