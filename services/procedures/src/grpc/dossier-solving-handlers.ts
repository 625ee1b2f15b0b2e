import { officialId, agencyId } from '@egov/chassis/domain';
import { field, grpcService, rpc } from '@egov/chassis/grpc';
import { DossierSolvingServiceDefinition } from '@egov/proto/egov/procedures/v1/dossier_solving_service';
import type { UseCases } from '../application/use-cases.ts';
import { actTo, dueOf, flaggedIn, stepDueOf } from './act-mapping.ts';
import { act } from './request-parts.ts';

const handOverRequest = field.message({
  ...act,
  stepId: field.orNull(field.text({ max: 100 })),
  agencyId: field.id(agencyId),
  officialId: field.orNull(field.text({ max: 100 }).transform(officialId)),
  note: field.text().default(''),
});

/** Maximum steps of one request: an append stays well below the log's limit. */
const MAX_STEPS = 500;
const stepsRequest = field.message({
  ...act,
  firstIndex: field.count(),
  steps: field.list(
    field.message({
      activity: field.text({ max: 500 }),
      resource: field.orNull(field.text({ max: 200 })),
      occurredAt: field.instant(),
      transition: field.orNull(field.text({ max: 100 })),
    }),
    { min: 1, max: MAX_STEPS },
  ),
});

/** Serves the solving of dossiers. */
export const dossierSolvingHandlers = (use: UseCases) =>
  grpcService(DossierSolvingServiceDefinition, {
    handOverDossier: rpc({
      schema: handOverRequest,
      handle: async (request, context) => {
        const done = await use.handOverDossier(request, context);
        return { ...actTo(done), stepDueAt: stepDueOf(done) };
      },
    }),
    completeStep: rpc({
      schema: field.message({ ...act, stepId: field.text({ max: 100 }), outcome: field.text().default('') }),
      handle: async (request, context) => actTo(await use.completeStep(request, context)),
    }),
    extendDossier: rpc({
      schema: field.message({ ...act, newDueAt: field.instant(), reason: field.text() }),
      handle: async ({ newDueAt: newDue, ...request }, context) => {
        const done = await use.extendDossier({ ...request, newDue }, context);
        return { ...actTo(done), dueAt: dueOf(done) };
      },
    }),
    recordSteps: rpc({
      schema: stepsRequest,
      handle: async ({ steps, ...request }, context) => {
        const recorded = steps.map(({ occurredAt: occurred, ...step }) => ({ ...step, occurred }));
        const done = await use.recordSteps({ ...request, steps: recorded }, context);
        return { ...actTo(done), flaggedCount: flaggedIn(done) };
      },
    }),
  });
