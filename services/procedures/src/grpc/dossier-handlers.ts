import { grpcService } from '@egov/chassis/grpc';
import { DossierServiceDefinition } from '@egov/proto/egov/procedures/v1/dossier_service';
import type { UseCases } from '../application/use-cases.ts';
import { receptionRpcs } from './reception-rpcs.ts';
import { resultRpcs } from './result-rpcs.ts';
import { solvingRpcs } from './solving-rpcs.ts';

/** Serves the acts of the office. */
export const dossierHandlers = (use: UseCases) =>
  grpcService(DossierServiceDefinition, { ...receptionRpcs(use), ...solvingRpcs(use), ...resultRpcs(use) });
