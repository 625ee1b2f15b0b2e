import { officialId } from '@egov/chassis/domain';
import { field, rpc } from '@egov/chassis/grpc';
import { PaymentOutcome } from '@egov/proto/egov/procedures/v1/dossier';
import type { UseCases } from '../application/use-cases.ts';
import { actTo, dueOf, stepDueOf } from './act-mapping.ts';
import { act, anAgency, aPayment, grounds } from './request-parts.ts';
import { paymentOutcomes } from './enums.ts';

const handOverRequest = field.message({
  ...act,
  stepId: field.orNull(field.text({ max: 100 })),
  agencyId: anAgency(),
  officialId: field.orNull(field.text({ max: 100 }).transform(officialId)),
  note: field.text().default(''),
});
const paymentRequest = field.message({
  ...act,
  paymentId: aPayment().optional(),
  amount: field.int64AsNumber(),
  description: field.text({ max: 1_000 }).default(''),
  paymentDueAt: field.orNull(field.instant()),
});
const settleRequest = field.message({
  ...act,
  paymentId: aPayment(),
  outcome: field.enumeration(PaymentOutcome),
  amount: field.int64AsNumber(),
  reference: field.text({ max: 200 }).default(''),
});

/** Acts at the desks of those who solve. */
export const solvingRpcs = (use: UseCases) => ({
  suspendDossier: rpc({
    schema: field.message({ ...act, authority: field.text({ max: 500 }), reason: field.text().default('') }),
    handle: async (request, context) => actTo(await use.suspendDossier(request, context)),
  }),
  resumeDossier: rpc({
    schema: field.message({ ...act, outcome: field.text().default('') }),
    handle: async (request, context) => {
      const done = await use.resumeDossier(request, context);
      return { ...actTo(done), dueAt: dueOf(done) };
    },
  }),
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
      const done = await use.confirmPayment({ ...request, outcome: paymentOutcomes.from[outcome] }, context);
      return { ...actTo(done), dueAt: dueOf(done) };
    },
  }),
  extendDossier: rpc({
    schema: field.message({ ...act, newDueAt: field.instant(), reason: field.text() }),
    handle: async ({ newDueAt: newDue, ...request }, context) => {
      const done = await use.extendDossier({ ...request, newDue }, context);
      return { ...actTo(done), dueAt: dueOf(done) };
    },
  }),
  stopDossier: rpc({
    schema: field.message({ ...act, ...grounds }),
    handle: async (request, context) => actTo(await use.stopDossier(request, context)),
  }),
});
