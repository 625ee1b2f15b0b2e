import { afterAll, beforeAll, test } from '@jest/globals';
import { OperationsServiceDefinition } from '@egov/proto/egov/operations/v1/operations_service';
import type { NatsConnection } from '@nats-io/transport-node';
import { parkedStream } from '@egov/platform';
import { everyRpc, testVerifier } from '../../testing/mod.ts';
import { createGrpcServer } from '../grpc/grpc-server.ts';
import { silentLogger } from '../logger/logger.ts';
import { type NatsServer, startNatsServer } from '../keys/test-support/nats-server.ts';
import { bringStreams } from '../messaging/bring-streams.ts';
import { operationsHandlers } from './operations-handlers.ts';

let broker: NatsServer;
let nats: NatsConnection;

beforeAll(async () => {
  broker = await startNatsServer();
  nats = await broker.connect();
  await bringStreams(nats, { streams: [parkedStream] });
});
afterAll(async () => {
  await nats.close();
  await broker.stop();
});

async function world() {
  const projector = { position: () => 7n, lag: () => ({ seconds: 0, events: 0n }) };
  const server = createGrpcServer({
    name: 'trial',
    services: [operationsHandlers({ service: 'trial', projector, nats })],
    verifier: testVerifier,
    logger: silentLogger,
  });
  const url = `grpc://127.0.0.1:${await server.listen('127.0.0.1', 0)}`;
  return { url, eventCount: () => 0, close: server.drain };
}

// Operators run the whole platform: no agency is checked.
const checks = everyRpc(world, OperationsServiceDefinition, {
  getServiceStatus: { request: {}, open: true },
  listParkedMessages: { request: {}, open: true },
  retryParkedMessages: { request: {}, open: true },
});

test.each(checks)('%s', (_name, run) => run());
