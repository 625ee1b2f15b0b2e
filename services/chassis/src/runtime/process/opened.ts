import type { GrpcService } from '../grpc/mod.ts';

/** The gRPC services of a service, and when what they read has caught up. */
export type Opened = Readonly<{ services: readonly GrpcService[]; caughtUp: () => Promise<void> }>;
