import { field, grpcService, rpc } from '@egov/chassis/grpc';
import { FollowServiceDefinition } from '@egov/proto/egov/procedures/v1/follow_service';
import { actTo } from './act-mapping.ts';
import { dossierId } from '../domain/ids.ts';
import type { UseCases } from '../application/use-cases.ts';
import { dossierTo } from './dossier-mapping.ts';
import { resultOutcomes } from './enums.ts';
import { act } from './request-parts.ts';
import { timelineEntryTo } from './timeline-mapping.ts';

/** Serves following a dossier by its slip. */
export const followHandlers = (use: UseCases) =>
  grpcService(FollowServiceDefinition, {
    getFollowSecret: rpc({
      schema: field.message({ dossierId: field.id(dossierId) }),
      handle: async (request, context) => ({ secret: await use.getFollowSecret(request, context) }),
    }),
    renewFollowSecret: rpc({
      schema: field.message({ dossierId: act.dossierId, expectedRevision: act.expectedRevision }),
      handle: async (request, context) => {
        const done = await use.renewFollowSecret(request, context);
        return { ...actTo(done), secret: done.secret };
      },
    }),
    followDossier: rpc({
      schema: field.message({ code: field.text({ max: 60 }), secret: field.text({ max: 40 }) }),
      handle: async (request, context) => {
        const { view, entries } = await use.followDossier(request, context);
        return {
          dossier: dossierTo(view),
          timeline: entries.map(timelineEntryTo),
        };
      },
    }),
    checkResult: rpc({
      schema: field.message({ code: field.text({ max: 60 }), document: field.text({ max: 100 }) }),
      handle: async (request, context) => {
        const { outcome, releasedAt, ...result } = await use.checkResult(request, context);
        return { ...result, outcome: resultOutcomes.to(outcome), releasedAt: new Date(releasedAt) };
      },
    }),
  });
