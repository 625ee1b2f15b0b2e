import type { ConfigFields, ConfigValues } from '../config/define-config.ts';
import type { EventServiceConfig, ServiceConfig } from '../config/service-config.ts';
import type { CallContext } from '../context/call-context.ts';
import type { EventLog } from '../event-log/event-log.ts';
import type { Apis, ClientsOf } from '../grpc/open-clients.ts';
import type { CachedAsking, CachedAskingOptions } from '../grpc/cached-asking.ts';
import type { GrpcClientOptions } from '../grpc/grpc-client.ts';
import type { GrpcService } from '../grpc/rpc.ts';
import type { KeyStore } from '../keys/key-store.ts';
import type { Logger } from '../logger/logger.ts';
import type { PoliciesWithCommands } from '../messaging/start-policies.ts';
import type { Publisher } from '../messaging/public-message.ts';
import type { PersonOptions } from '../person/person-handlers.ts';
import type { DueTimer } from '../projections/timer-table.ts';
import type { QueryPool } from '../projections/queries.ts';
import type { ReadModels } from '../projections/projection.ts';

/** The services that a process asks, by name. */
export type Asks = Apis & Readonly<Record<string, Readonly<{ port: number }>>>;

/** Returns a client for each contract of another service, which calls with this service's account. */
export type Ask<Asked extends Asks> = <Name extends keyof Asked & string>(
  service: Name,
  options?: Omit<GrpcClientOptions, 'token'>,
) => ClientsOf<Pick<Asked, Name>>;

/** Caches answers of another service; a policy with `rereads` over that service marks them stale. */
export type KeepAnswers<Asked extends Asks> = (
  service: keyof Asked & string,
  options: CachedAskingOptions,
) => CachedAsking;

/** What every service builds its handlers from. */
export type Ground<Config> = Readonly<{
  config: Config;
  logger: Logger;
  /** Registers what the service itself must close when the process drains. */
  onStop: (name: string, stop: () => unknown) => void;
  /** Drains the process and exits with 1: something essential has failed. */
  fail: (error: unknown) => void;
}>;

/** What a service that records events builds its handlers from. */
export type EventGround<Asked extends Asks, Config> = Ground<Config> &
  Readonly<{ log: EventLog; queries: QueryPool; ask: Ask<Asked>; keepAnswers: KeepAnswers<Asked> }>;

/** An entry of the list of services: name, port in development, whom it asks and what it hears. */
export type ServiceEntry<Kind, Asked extends Asks = Asks> = Readonly<{
  name: string;
  port: number;
  kind: Kind;
  asks: Asked;
  hears: readonly string[];
  /** The policies that send commands, each with the service whose events it follows. */
  follows: Readonly<Record<string, string>>;
  /** Services whose forgotten persons are forgotten here too. */
  forgetsWith: readonly string[];
}>;

type Served = readonly GrpcService[] | Promise<readonly GrpcService[]>;

/** A service that records events. */
export type EventService<Asked extends Asks = Asks, More extends ConfigFields = ConfigFields> = Readonly<{
  entry: ServiceEntry<'events', Asked>;
  /** Its variables besides those of every service that records events. */
  config: More;
  /** Its `src/projections/mod.ts`: the module, and its URL for worker threads. */
  readModels: Readonly<{ module: URL; models: ReadModels }>;
  publisher: Publisher;
  /** Makes the service's own gRPC services. */
  serve(ground: EventGround<Asked, ConfigValues<More> & EventServiceConfig>): Served;
  /** What it defines about persons; without it, it holds no data of persons. */
  person?(ground: Readonly<{ log: EventLog; queries: QueryPool }>): PersonOptions;
  /** Its table of policies, `src/policies/mod.ts`, with the use cases that they call. */
  policies?(ground: EventGround<Asked, ConfigValues<More> & EventServiceConfig>): PoliciesWithCommands;
  /** Fires the timers of its read model's query `dueTimers`. */
  onTimer?(
    ground: EventGround<Asked, ConfigValues<More> & EventServiceConfig>,
  ): (timer: DueTimer, context: CallContext) => Promise<unknown>;
}>;

/** What a service that stores files builds its handlers from. */
export type FileGround<Config> = Ground<Config> & Readonly<{ keys: KeyStore }>;

/** A service that stores files instead of events: it has no log, no read models and no messages. */
export type FileService<More extends ConfigFields = ConfigFields> = Readonly<{
  entry: ServiceEntry<'files'>;
  /** Its variables besides those of every service. */
  config: More;
  serve(ground: FileGround<ConfigValues<More> & ServiceConfig>): Served;
}>;

/** A service, as its `service.ts` defines it and `runService` runs it. */
export type Service = EventService | FileService;

export const isEventService = (service: Service): service is EventService => service.entry.kind === 'events';

/** Defines a service that records events. */
export function defineService<const Asked extends Asks, const More extends ConfigFields>(
  service: EventService<Asked, More>,
): EventService<Asked, More>;
/** Defines a service that stores files. */
export function defineService<const More extends ConfigFields>(service: FileService<More>): FileService<More>;
export function defineService(service: Service): Service {
  return Object.freeze(service);
}
