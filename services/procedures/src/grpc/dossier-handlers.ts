import { field, grpcService, rpc } from '@egov/chassis/runtime';
import { PaymentOutcome, RatingSubject, ResultOutcome, ReturnMethod } from '@egov/proto/egov/procedures/v1/dossier';
import { DossierServiceService } from '@egov/proto/egov/procedures/v1/dossier_service';
import { Channel } from '@egov/proto/egov/procedures/v1/procedure';
import type { DossierUseCases } from '../procedures-services.ts';
import { actTo, codeOf, dueOf, flaggedIn, replyByOf, stepDueOf, timelinessOf } from './act-mapping.ts';
import { act, aPayment, anAgency, maybeOfficial, maybePayment, someComponents, submission, textOrEmpty, textOrNull } from './request-parts.ts';
import { channels, paymentOutcomes, ratingSubjects, resultOutcomes, returnMethods } from './words.ts';

const promised = { promised: field.optionalInstant() };
const grounds = { reason: field.text(), legalGround: textOrEmpty({ max: 1_000 }) };
/** The most steps one request may carry: an append stays well below the log's limit. */
const MOST_STEPS = 500;

const receiveRequest = field.message({
  ...submission, ...promised, channel: field.enumeration(Channel), importId: field.optionalText({ max: 100 }), attributes: field.textMap({ maxEntries: 200 }),
});
const supplementRequest = field.message({
  ...act, reason: textOrEmpty(), defects: field.list(field.message({ paperId: textOrNull({ max: 100 }), description: field.text() }), { max: 200 }),
});
const handOverRequest = field.message({ ...act, stepId: textOrNull({ max: 100 }), agencyId: anAgency(), officialId: maybeOfficial(), note: textOrEmpty() });
const paymentRequest = field.message({
  ...act, paymentId: maybePayment(), amount: field.safeAmount(), description: textOrEmpty({ max: 1_000 }), payBy: field.optionalInstant().transform((at) => at ?? null),
});
const settleRequest = field.message({
  ...act, paymentId: aPayment(), outcome: field.enumeration(PaymentOutcome), amount: field.safeAmount(), reference: textOrEmpty({ max: 200 }),
});
const releaseRequest = field.message({
  ...act, outcome: field.enumeration(ResultOutcome), resultCode: textOrNull({ max: 50 }), document: textOrNull({ max: 200 }),
});
const rateRequest = field.message({
  ...act, subject: field.enumeration(RatingSubject), targetId: textOrNull({ max: 100 }), score: field.count({ min: 1, max: 5 }), comment: textOrNull(),
});
const stepsRequest = field.message({
  ...act, firstIndex: field.count(),
  steps: field.list(field.message({
    activity: field.text({ max: 500 }), resource: textOrNull({ max: 200 }), occurred: field.instant(), transition: textOrNull({ max: 100 }),
  }), { min: 1, max: MOST_STEPS }),
});

/** The acts of the office over gRPC. */
export const dossierHandlers = (use: DossierUseCases) => grpcService(DossierServiceService, {
  submitDossier: rpc({
    permission: 'dossier.submit', command: true, schema: field.message(submission),
    handle: async (request, context) => { const done = await use.submitDossier(request, context); return { ...actTo(done), temporaryId: done.temporaryId }; },
  }),
  receiveDossier: rpc({
    permission: 'dossier.receive', command: true, schema: receiveRequest,
    handle: async ({ channel, ...request }, context) => {
      const done = await use.receiveDossier({ ...request, channel: channels.from[channel] }, context);
      return { ...actTo(done), code: codeOf(done), due: dueOf(done) };
    },
  }),
  acceptDossier: rpc({
    permission: 'dossier.receive', command: true, schema: field.message({ ...act, ...promised }),
    handle: async (request, context) => { const done = await use.acceptDossier(request, context); return { ...actTo(done), code: codeOf(done), due: dueOf(done) }; },
  }),
  refuseDossier: rpc({
    permission: 'dossier.receive', command: true, schema: field.message({ ...act, ...grounds }), handle: async (request, context) => actTo(await use.refuseDossier(request, context)),
  }),
  requestSupplement: rpc({
    command: true, schema: supplementRequest,
    handle: async (request, context) => { const done = await use.requestSupplement(request, context); return { ...actTo(done), replyBy: replyByOf(done) }; },
  }),
  supplyPapers: rpc({
    command: true, schema: field.message({ ...act, components: someComponents(), satisfies: field.flag() }),
    handle: async (request, context) => { const done = await use.supplyPapers(request, context); return { ...actTo(done), due: dueOf(done) }; },
  }),
  suspendDossier: rpc({
    permission: 'dossier.examine', command: true, schema: field.message({ ...act, authority: field.text({ max: 500 }), reason: textOrEmpty() }),
    handle: async (request, context) => actTo(await use.suspendDossier(request, context)),
  }),
  resumeDossier: rpc({
    permission: 'dossier.examine', command: true, schema: field.message({ ...act, outcome: textOrEmpty() }),
    handle: async (request, context) => { const done = await use.resumeDossier(request, context); return { ...actTo(done), due: dueOf(done) }; },
  }),
  handOverDossier: rpc({
    permission: 'dossier.assign', command: true, schema: handOverRequest,
    handle: async (request, context) => { const done = await use.handOverDossier(request, context); return { ...actTo(done), stepDue: stepDueOf(done) }; },
  }),
  completeStep: rpc({
    permission: 'dossier.examine', command: true, schema: field.message({ ...act, stepId: field.text({ max: 100 }), outcome: textOrEmpty() }),
    handle: async (request, context) => actTo(await use.completeStep(request, context)),
  }),
  requestPayment: rpc({
    permission: 'dossier.examine', command: true, schema: paymentRequest,
    handle: async (request, context) => { const done = await use.requestPayment(request, context); return { ...actTo(done), paymentId: done.paymentId }; },
  }),
  confirmPayment: rpc({
    permission: 'dossier.pay', command: true, schema: settleRequest,
    handle: async ({ outcome, ...request }, context) => {
      const done = await use.confirmPayment({ ...request, outcome: paymentOutcomes.from[outcome] }, context);
      return { ...actTo(done), due: dueOf(done) };
    },
  }),
  extendDossier: rpc({
    permission: 'dossier.decide', command: true, schema: field.message({ ...act, newDue: field.instant(), reason: field.text() }),
    handle: async (request, context) => { const done = await use.extendDossier(request, context); return { ...actTo(done), due: dueOf(done) }; },
  }),
  stopDossier: rpc({
    permission: 'dossier.decide', command: true, schema: field.message({ ...act, ...grounds }), handle: async (request, context) => actTo(await use.stopDossier(request, context)),
  }),
  withdrawDossier: rpc({
    permission: 'dossier.withdraw', command: true, schema: field.message({ ...act, reason: textOrNull() }),
    handle: async (request, context) => actTo(await use.withdrawDossier(request, context)),
  }),
  releaseResult: rpc({
    permission: 'dossier.release', command: true, schema: releaseRequest,
    handle: async ({ outcome, ...request }, context) => {
      const done = await use.releaseResult({ ...request, outcome: resultOutcomes.from[outcome] }, context);
      return { ...actTo(done), timeliness: timelinessOf(done) };
    },
  }),
  sendBackResult: rpc({
    permission: 'dossier.return', command: true, schema: field.message({ ...act, reason: field.text() }),
    handle: async (request, context) => actTo(await use.sendBackResult(request, context)),
  }),
  returnResult: rpc({
    permission: 'dossier.return', command: true, schema: field.message({ ...act, method: field.enumeration(ReturnMethod), receivedBy: textOrNull({ max: 500 }) }),
    handle: async ({ method, ...request }, context) => actTo(await use.returnResult({ ...request, method: returnMethods.from[method] }, context)),
  }),
  rateDossier: rpc({
    permission: 'dossier.rate', command: true, schema: rateRequest,
    handle: async ({ subject, ...request }, context) => actTo(await use.rateDossier({ ...request, subject: ratingSubjects.from[subject] }, context)),
  }),
  recordSteps: rpc({
    permission: 'dossier.backdate', command: true, schema: stepsRequest,
    handle: async (request, context) => { const done = await use.recordSteps(request, context); return { ...actTo(done), flagged: flaggedIn(done) }; },
  }),
});
