import { field, rpc } from '@egov/chassis/grpc';
import {
  MessageAudience,
  RatingSubject,
  ResultOutcome,
  ReturnMethod,
} from '@egov/proto/egov/procedures/v1/dossier';
import type { UseCases } from '../application/use-cases.ts';
import { actTo, flaggedIn, timelinessOf } from './act-mapping.ts';
import { act } from './request-parts.ts';
import { ratingSubjects, resultOutcomes, returnMethods } from './enums.ts';

/** Maximum steps of one request: an append stays well below the log's limit. */
const MAX_STEPS = 500;
const releaseRequest = field.message({
  ...act,
  outcome: field.enumeration(ResultOutcome),
  resultCode: field.orNull(field.text({ max: 50 })),
  document: field.orNull(field.text({ max: 200 })),
});
const rateRequest = field.message({
  ...act,
  subject: field.enumeration(RatingSubject),
  targetId: field.orNull(field.text({ max: 100 })),
  score: field.count({ min: 1, max: 5 }),
  comment: field.orNull(field.text()),
});
const messageRequest = field.message({
  ...act,
  text: field.text({ max: 4_000 }),
  audience: field.enumeration(MessageAudience).optional(),
});
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

/** Results, ratings, messages, and histories recorded as they happened. */
export const resultRpcs = (use: UseCases) => ({
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
  rateDossier: rpc({
    schema: rateRequest,
    handle: async ({ subject, ...request }, context) =>
      actTo(await use.rateDossier({ ...request, subject: ratingSubjects.from[subject] }, context)),
  }),
  writeMessage: rpc({
    schema: messageRequest,
    handle: async ({ audience, ...request }, context) =>
      actTo(
        await use.writeMessage(
          {
            ...request,
            audience: audience === MessageAudience.MESSAGE_AUDIENCE_OFFICE ? 'office' : 'everybody',
          },
          context,
        ),
      ),
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
