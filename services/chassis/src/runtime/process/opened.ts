import type { EventLog } from '../event-log/event-log.ts';
import type { GrpcService } from '../grpc/rpc.ts';

/** The gRPC services of a service, and when their read models have caught up. */
export type Opened = Readonly<{
  services: readonly GrpcService[];
  caughtUp: () => Promise<void>;
  /** The event log that readiness depends on. */
  log?: EventLog;
}>;
