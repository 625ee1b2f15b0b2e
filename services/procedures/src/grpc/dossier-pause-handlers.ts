import { field, grpcService, rpc } from '@egov/chassis/grpc';
import { PaymentOutcome } from '@egov/proto/egov/procedures/v1/dossier';
import { DossierPauseServiceDefinition } from '@egov/proto/egov/procedures/v1/dossier_pause_service';
import { paymentId } from '../domain/ids.ts';
import type { UseCases } from '../application/use-cases.ts';
import { actTo, dueOf, replyByOf } from './act-mapping.ts';
import { paymentOutcomes } from './enums.ts';
import { act, someComponents } from './request-parts.ts';

const supplementRequest = field.message({
  ...act,
  reason: field.text().default(''),
  defects: field.list(
    field.message({ paperId: field.orNull(field.text({ max: 100 })), description: field.text() }),
    { max: 200 },
  ),
});
const paymentRequest = field.message({
  ...act,
  paymentId: field.id(paymentId).optional(),
  amount: field.int64AsNumber(),
  description: field.text({ max: 1_000 }).default(''),
  paymentDueAt: field.orNull(field.instant()),
});
const settleRequest = field.message({
  ...act,
  paymentId: field.id(paymentId),
  outcome: field.enumeration(PaymentOutcome),
  amount: field.int64AsNumber(),
  reference: field.text({ max: 200 }).default(''),
});

/** Serves what the office waits for. */
export const dossierPauseHandlers = (use: UseCases) =>
  grpcService(DossierPauseServiceDefinition, {
    requestSupplement: rpc({
      schema: supplementRequest,
      handle: async (request, context) => {
        const done = await use.requestSupplement(request, context);
        return { ...actTo(done), replyDueAt: replyByOf(done) };
      },
    }),
    supplyPapers: rpc({
      schema: field.message({ ...act, components: someComponents(), satisfies: field.flag() }),
      handle: async (request, context) => {
        const done = await use.supplyPapers(request, context);
        return { ...actTo(done), dueAt: dueOf(done) };
      },
    }),
    suspendDossier: rpc({
      schema: field.message({
        ...act,
        authority: field.text({ max: 500 }),
        reason: field.text().default(''),
      }),
      handle: async (request, context) => actTo(await use.suspendDossier(request, context)),
    }),
    resumeDossier: rpc({
      schema: field.message({ ...act, outcome: field.text().default('') }),
      handle: async (request, context) => {
        const done = await use.resumeDossier(request, context);
        return { ...actTo(done), dueAt: dueOf(done) };
      },
    }),
    requestPayment: rpc({
      schema: paymentRequest,
      handle: async (request, context) => {
        const done = await use.requestPayment(request, context);
        return { ...actTo(done), paymentId: done.paymentId };
      },
    }),
    confirmPayment: rpc({
      schema: settleRequest,
      handle: async ({ outcome, ...request }, context) => {
        const done = await use.confirmPayment(
          { ...request, outcome: paymentOutcomes.from[outcome] },
          context,
        );
        return { ...actTo(done), dueAt: dueOf(done) };
      },
    }),
  });
