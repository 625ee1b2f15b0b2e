import { field, grpcService, rpc } from '@egov/chassis/grpc';
import { DossierIntakeServiceDefinition } from '@egov/proto/egov/procedures/v1/dossier_intake_service';
import { Channel } from '@egov/proto/egov/procedures/v1/procedure';
import type { UseCases } from '../application/use-cases.ts';
import { actTo, codeOf, dueOf } from './act-mapping.ts';
import { channels } from './enums.ts';
import { act, grounds, submission } from './request-parts.ts';

const promised = { promisedAt: field.instant().optional() };
const receiveRequest = field.message({
  ...submission,
  ...promised,
  channel: field.enumeration(Channel),
  importId: field.text({ max: 100 }).optional(),
  attributes: field.textMap({ maxEntries: 200 }),
});

/** Serves the intake of dossiers. */
export const dossierIntakeHandlers = (use: UseCases) =>
  grpcService(DossierIntakeServiceDefinition, {
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
  });
