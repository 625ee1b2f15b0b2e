import type { GrpcService } from '@egov/chassis/grpc';
import { useCases, type Given } from './application/use-cases.ts';
import { catalogueHandlers } from './grpc/catalogue-handlers.ts';
import { dossierIntakeHandlers } from './grpc/dossier-intake-handlers.ts';
import { dossierPauseHandlers } from './grpc/dossier-pause-handlers.ts';
import { dossierSolvingHandlers } from './grpc/dossier-solving-handlers.ts';
import { dossierEndingHandlers } from './grpc/dossier-ending-handlers.ts';
import { dossierCorrespondenceHandlers } from './grpc/dossier-correspondence-handlers.ts';
import { dossierQueryHandlers } from './grpc/dossier-query-handlers.ts';
import { followHandlers } from './grpc/follow-handlers.ts';
import { statisticsHandlers } from './grpc/statistics-handlers.ts';

/** Makes the gRPC services over the log and the read models. */
export function proceduresServices(given: Given): readonly GrpcService[] {
  const use = useCases(given);
  return [
    catalogueHandlers(use),
    dossierIntakeHandlers(use),
    dossierPauseHandlers(use),
    dossierSolvingHandlers(use),
    dossierEndingHandlers(use),
    dossierCorrespondenceHandlers(use),
    dossierQueryHandlers(use),
    statisticsHandlers(use),
    followHandlers(use),
  ];
}
