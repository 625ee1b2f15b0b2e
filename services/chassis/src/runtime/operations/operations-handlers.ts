import * as field from '../grpc/request-field.ts';
import type { NatsConnection } from '@nats-io/transport-node';
import { OperationsServiceDefinition } from '@egov/proto/egov/operations/v1/operations_service';
import { grpcService, rpc } from '../grpc/rpc.ts';
import { parkedMessages } from '../messaging/parking.ts';
import type { Projector } from '../projections/projector.ts';

/** What the status of a service is made of. */
export type OperationsOptions = Readonly<{
  service: string;
  projector: Pick<Projector, 'position' | 'lag'>;
  nats: NatsConnection;
}>;

const MAX_PARKED = 200;

/** Serves the status of the service. */
export const operationsHandlers = ({ service, projector, nats }: OperationsOptions) => {
  const startedAt = new Date();
  return grpcService(OperationsServiceDefinition, {
    getServiceStatus: rpc({
      schema: field.message({}),
      handle: () => ({
        service,
        startedAt,
        position: projector.position(),
        lagSeconds: projector.lag().seconds,
      }),
    }),
    listParkedMessages: rpc({
      schema: field.message({}),
      handle: async () => {
        const found = await parkedMessages(nats, service, MAX_PARKED);
        return {
          messages: found.map(({ sequence, consumer, reason, message, parkedAt }) => ({
            sequence: BigInt(sequence),
            consumer,
            reason,
            subject: message?.subject,
            recordId: message?.aggregateId,
            parkedAt,
          })),
        };
      },
    }),
  });
};
