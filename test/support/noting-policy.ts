import { carryOut, grpcClient, publicStream, send, startConsumer } from '@egov/chassis/runtime';
import { MessageAudience } from '@egov/proto/egov/procedures/v1/dossier';
import { DossierServiceDefinition } from '@egov/proto/egov/procedures/v1/dossier_service';
import { connect } from '@nats-io/transport-node';

// A policy as another service would have one, in a process of its own: it notes, for officials, that a
// dossier was submitted.
const [natsUrl = '', procedures = '', token = ''] = process.argv.slice(2);

const nats = await connect({ servers: natsUrl, maxReconnectAttempts: -1 });
const dossiers = grpcClient(DossierServiceDefinition, procedures, { token: async () => token });
await startConsumer({
  nats,
  service: 'noting',
  policy: 'note_submission',
  stream: publicStream('procedures'),
  subjects: ['egov.procedures.dossier.submitted.v1'],
  handle: carryOut({
    service: 'noting',
    policy: 'note_submission',
    clock: () => new Date().toISOString(),
    react: ({ aggregateId }) => [send(aggregateId)],
    send: (dossierId, context) =>
      dossiers.writeMessage(
        {
          requestId: context.requestId,
          dossierId,
          text: 'Đã ghi nhận',
          audience: MessageAudience.MESSAGE_AUDIENCE_OFFICE,
          expectedRevision: undefined,
          occurred: undefined,
        },
        { context },
      ),
  }),
});
process.stdout.write('ready\n');
