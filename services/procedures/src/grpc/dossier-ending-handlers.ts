import { field, grpcService, rpc } from '@egov/chassis/grpc';
import { ResultOutcome, ReturnMethod } from '@egov/proto/egov/procedures/v1/dossier';
import { DossierEndingServiceDefinition } from '@egov/proto/egov/procedures/v1/dossier_ending_service';
import type { UseCases } from '../application/use-cases.ts';
import { actTo, timelinessOf } from './act-mapping.ts';
import { resultOutcomes, returnMethods } from './enums.ts';
import { act, grounds } from './request-parts.ts';

const releaseRequest = field.message({
  ...act,
  outcome: field.enumeration(ResultOutcome),
  resultCode: field.orNull(field.text({ max: 50 })),
  document: field.orNull(field.text({ max: 200 })),
});

/** Serves the ending of dossiers. */
export const dossierEndingHandlers = (use: UseCases) =>
  grpcService(DossierEndingServiceDefinition, {
    releaseResult: rpc({
      schema: releaseRequest,
      handle: async ({ outcome, ...request }, context) => {
        const done = await use.releaseResult({ ...request, outcome: resultOutcomes.from[outcome] }, context);
        return { ...actTo(done), timeliness: timelinessOf(done) };
      },
    }),
    sendBackResult: rpc({
      schema: field.message({ ...act, reason: field.text() }),
      handle: async (request, context) => actTo(await use.sendBackResult(request, context)),
    }),
    returnResult: rpc({
      schema: field.message({
        ...act,
        method: field.enumeration(ReturnMethod),
        receivedBy: field.orNull(field.text({ max: 500 })),
      }),
      handle: async ({ method, ...request }, context) =>
        actTo(await use.returnResult({ ...request, method: returnMethods.from[method] }, context)),
    }),
    stopDossier: rpc({
      schema: field.message({ ...act, ...grounds }),
      handle: async (request, context) => actTo(await use.stopDossier(request, context)),
    }),
    withdrawDossier: rpc({
      schema: field.message({ ...act, reason: field.orNull(field.text()) }),
      handle: async (request, context) => actTo(await use.withdrawDossier(request, context)),
    }),
  });
