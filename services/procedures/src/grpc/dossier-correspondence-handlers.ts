import { field, grpcService, rpc } from '@egov/chassis/grpc';
import { MessageAudience, RatingSubject } from '@egov/proto/egov/procedures/v1/dossier';
import { DossierCorrespondenceServiceDefinition } from '@egov/proto/egov/procedures/v1/dossier_correspondence_service';
import type { UseCases } from '../application/use-cases.ts';
import { actTo } from './act-mapping.ts';
import { ratingSubjects } from './enums.ts';
import { act } from './request-parts.ts';

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

/** Serves messages and ratings. */
export const dossierCorrespondenceHandlers = (use: UseCases) =>
  grpcService(DossierCorrespondenceServiceDefinition, {
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
    rateDossier: rpc({
      schema: rateRequest,
      handle: async ({ subject, ...request }, context) =>
        actTo(await use.rateDossier({ ...request, subject: ratingSubjects.from[subject] }, context)),
    }),
  });
