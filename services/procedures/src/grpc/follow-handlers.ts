import { field, grpcService, rpc } from '@egov/chassis/runtime';
import { FollowServiceService } from '@egov/proto/egov/procedures/v1/follow_service';
import type { FollowUseCases } from '../procedures-services.ts';
import { dossierTo, timelineTo } from './dossier-mapping.ts';
import { aDossier } from './request-parts.ts';

/** Following a dossier by its slip over gRPC. */
export const followHandlers = (use: FollowUseCases) => grpcService(FollowServiceService, {
  getFollowSecret: rpc({
    command: false, schema: field.message({ dossierId: aDossier() }),
    handle: async (request, context) => ({ secret: await use.getFollowSecret(request, context) }),
  }),
  followDossier: rpc({
    permission: 'dossier.follow', command: false, schema: field.message({ code: field.text({ max: 60 }), secret: field.text({ max: 40 }) }),
    handle: async (request, context) => {
      const followed = await use.followDossier(request, context);
      return { dossier: dossierTo(followed), timeline: timelineTo({ ...followed, nextPageToken: '' }) };
    },
  }),
});
