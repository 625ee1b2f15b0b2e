import type { ConfigFields, ConfigValues, ServiceConfig, EventServiceConfig } from '../config/mod.ts';
import type { CallContext } from '../context/mod.ts';
import type { EventLog } from '../event-log/mod.ts';
import type { GrpcService } from '../grpc/mod.ts';
import type { Logger } from '../logger/mod.ts';
import type { Publisher } from '../messaging/mod.ts';
import type { DueTimer, QueryPool, ReadModels } from '../projections/mod.ts';

/** What every service builds its handlers from. */
export type Ground<Config> = Readonly<{
  config: Config;
  logger: Logger;
  /** Closes something of the service's own when the process drains. */
  onStop: (name: string, stop: () => unknown) => void;
  /** Drains the process and ends it with 1: something that it cannot do without has failed. */
  fail: (error: unknown) => void;
}>;

/** What a service that records events builds its handlers from. */
export type EventGround<Config> = Ground<Config> & Readonly<{ log: EventLog; queries: QueryPool }>;

type Named<More extends ConfigFields> = Readonly<{
  name: string;
  /** Port of its gRPC server in development. */
  port: number;
  /** Its variables beside those of every service of its kind. */
  config: More;
}>;

type Served = readonly GrpcService[] | Promise<readonly GrpcService[]>;

/** A service that records events. */
export type EventService<More extends ConfigFields = ConfigFields> = Named<More> &
  Readonly<{
    kind: 'events';
    /** Its `src/projections/mod.ts`: the module, and where worker threads find it. */
    readModels: Readonly<{ module: URL; models: ReadModels }>;
    publisher: Publisher;
    /** Makes the service's own gRPC services. */
    serve(ground: EventGround<ConfigValues<More> & EventServiceConfig>): Served;
    /** Fires the timers of its read model's query `dueTimers`. */
    onTimer?(
      ground: EventGround<ConfigValues<More> & EventServiceConfig>,
    ): (timer: DueTimer, context: CallContext) => Promise<unknown>;
  }>;

/** A service that keeps files in place of events: it has no log, no read models and no messages. */
export type FileService<More extends ConfigFields = ConfigFields> = Named<More> &
  Readonly<{
    kind: 'files';
    serve(ground: Ground<ConfigValues<More> & ServiceConfig>): Served;
  }>;

/** A service, as its `service.ts` defines it and `runService` runs it. */
export type Service = EventService | FileService;

/** Defines a service that records events. */
export function defineService<const More extends ConfigFields>(
  service: EventService<More>,
): EventService<More>;
/** Defines a service that keeps files. */
export function defineService<const More extends ConfigFields>(service: FileService<More>): FileService<More>;
export function defineService(service: Service): Service {
  return Object.freeze(service);
}
