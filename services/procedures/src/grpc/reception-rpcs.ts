import { field, rpc } from '@egov/chassis/grpc';
import { Channel } from '@egov/proto/egov/procedures/v1/procedure';
import type { UseCases } from '../application/use-cases.ts';
import { actTo, codeOf, dueOf, replyByOf } from './act-mapping.ts';
import { act, grounds, someComponents, submission } from './request-parts.ts';
import { channels } from './enums.ts';

const promised = { promisedAt: field.instant().optional() };
const receiveRequest = field.message({
  ...submission,
  ...promised,
  channel: field.enumeration(Channel),
  importId: field.text({ max: 100 }).optional(),
  attributes: field.textMap({ maxEntries: 200 }),
});
const supplementRequest = field.message({
  ...act,
  reason: field.text().default(''),
  defects: field.list(
    field.message({ paperId: field.orNull(field.text({ max: 100 })), description: field.text() }),
    {
      max: 200,
    },
  ),
});

/** Acts at the counter: submission, missing papers, withdrawal. */
export const receptionRpcs = (use: UseCases) => ({
  submitDossier: rpc({
    schema: field.message(submission),
    handle: async (request, context) => {
      const done = await use.submitDossier(request, context);
      return { ...actTo(done), temporaryId: done.temporaryId };
    },
  }),
  receiveDossier: rpc({
    schema: receiveRequest,
    handle: async ({ channel, ...request }, context) => {
      const done = await use.receiveDossier({ ...request, channel: channels.from[channel] }, context);
      return { ...actTo(done), code: codeOf(done), dueAt: dueOf(done) };
    },
  }),
  acceptDossier: rpc({
    schema: field.message({ ...act, ...promised }),
    handle: async (request, context) => {
      const done = await use.acceptDossier(request, context);
      return { ...actTo(done), code: codeOf(done) ?? '', dueAt: dueOf(done) };
    },
  }),
  refuseDossier: rpc({
    schema: field.message({ ...act, ...grounds }),
    handle: async (request, context) => actTo(await use.refuseDossier(request, context)),
  }),
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
  withdrawDossier: rpc({
    schema: field.message({ ...act, reason: field.orNull(field.text()) }),
    handle: async (request, context) => actTo(await use.withdrawDossier(request, context)),
  }),
});
