import { grpcClient } from '@egov/chassis/grpc';
import { policy, send } from '@egov/chassis/policies';
import { connectNats, createLogger, startPolicies, withCommands } from '@egov/chassis/runtime';
import * as procedures from '@egov/proto/egov/procedures/events/v1/procedures_events';
import { MessageAudience } from '@egov/proto/egov/procedures/v1/dossier';
import { DossierCorrespondenceServiceDefinition } from '@egov/proto/egov/procedures/v1/dossier_correspondence_service';
import { NOTING, noting } from './noting.ts';

// A policy as another service would have it, in a separate process: it writes a note for officials when a
// dossier was submitted.
const [natsUrl = '', proceduresUrl = '', token = ''] = process.argv.slice(2);

const noteSubmission = policy('note_submission', {
  from: procedures,
  on: { DossierSubmitted: ({ dossierId }) => [send('writeMessage', dossierId)] },
});

const correspondence = grpcClient(DossierCorrespondenceServiceDefinition, proceduresUrl, {
  token: async () => token,
});
await startPolicies({
  ...withCommands([noteSubmission], {
    writeMessage: (dossierId, context) =>
      correspondence.writeMessage(
        {
          requestId: context.requestId,
          dossierId,
          text: 'Đã ghi nhận',
          audience: MessageAudience.MESSAGE_AUDIENCE_OFFICE,
        },
        { context },
      ),
  }),
  nats: await connectNats(natsUrl, NOTING),
  service: NOTING,
  hears: noting.hears,
  follows: noting.follows,
  reread: () => undefined,
  clock: () => new Date().toISOString(),
  logger: createLogger(NOTING, { level: 'warn' }),
  failed: (error) => {
    throw error;
  },
});
process.stdout.write('ready\n');
