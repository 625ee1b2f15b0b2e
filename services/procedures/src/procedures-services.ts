import type { GrpcService } from '@egov/chassis/grpc';
import { useCases, type ServiceDeps } from './application/use-cases.ts';
import { catalogueHandlers } from './grpc/catalogue-handlers.ts';
import { dossierHandlers } from './grpc/dossier-handlers.ts';
import { dossierQueryHandlers } from './grpc/dossier-query-handlers.ts';
import { followHandlers } from './grpc/follow-handlers.ts';
import { statisticsHandlers } from './grpc/statistics-handlers.ts';

/**
 * Wires the use cases to the log and the read models, and answers the gRPC services; the same for a process
 * and a test.
 */
export function proceduresServices(deps: ServiceDeps): readonly GrpcService[] {
  const use = useCases(deps);
  return [
    catalogueHandlers(use.catalogue),
    dossierHandlers(use.dossier),
    dossierQueryHandlers(use.dossierQuery),
    statisticsHandlers(use.statistics),
    followHandlers(use.follow),
  ];
}
