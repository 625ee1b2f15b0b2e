import type { GrpcService } from '@egov/chassis/grpc';
import { useCases, type Given } from './application/use-cases.ts';
import { catalogueHandlers } from './grpc/catalogue-handlers.ts';
import { dossierHandlers } from './grpc/dossier-handlers.ts';
import { dossierQueryHandlers } from './grpc/dossier-query-handlers.ts';
import { followHandlers } from './grpc/follow-handlers.ts';
import { statisticsHandlers } from './grpc/statistics-handlers.ts';

/** Makes the gRPC services over the log and the read models. */
export function proceduresServices(given: Given): readonly GrpcService[] {
  const use = useCases(given);
  return [
    catalogueHandlers(use),
    dossierHandlers(use),
    dossierQueryHandlers(use),
    statisticsHandlers(use),
    followHandlers(use),
  ];
}
