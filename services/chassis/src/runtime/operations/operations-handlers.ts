import * as field from '../grpc/request-field.ts';
import type { NatsConnection } from '@nats-io/transport-node';
import { OperationsServiceDefinition } from '@egov/proto/egov/operations/v1/operations_service';
import { grpcService, rpc } from '../grpc/rpc.ts';
import type { RetryParked } from '../messaging/consumer.ts';
import { parkedMessages } from '../messaging/parking.ts';
import type { Projector } from '../projections/projector.ts';

/** What the status of a service is made of. */
export type OperationsOptions = Readonly<{
  service: string;
  nats: NatsConnection;
  /** Absent where a service has no read model. */
  projector?: Pick<Projector, 'position' | 'lag'>;
  /** Absent where a service has no policies. */
  retryParked?: RetryParked | undefined;
}>;

const MAX_PARKED = 200;

/** Serves the status of the service. */
export const operationsHandlers = ({ service, nats, projector, retryParked }: OperationsOptions) => {
  const startedAt = new Date();
  return grpcService(OperationsServiceDefinition, {
    getServiceStatus: rpc({
      schema: field.message({}),
      handle: () => ({
        service,
        startedAt,
        position: projector?.position(),
        lagSeconds: projector?.lag().seconds,
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
    retryParkedMessages: rpc({
      schema: field.message({}),
      handle: (_request, { signal }) => retryParked?.(signal) ?? { settled: 0, remaining: 0 },
    }),
  });
};
