import { grpcService, field, rpc } from '@egov/chassis/grpc';
import { createGrpcServer, createLogger, jwtVerifier } from '@egov/chassis/runtime';
import { testIssuer } from '@egov/chassis/testing';
import { ListPersonDataResponse, PersonServiceDefinition } from '@egov/proto/egov/person/v1/person_service';

/**
 * The cheapest RPC that a service of the platform can have: it verifies the token, checks rights and request,
 * and returns at once.
 */
const cheapest = grpcService(PersonServiceDefinition, {
  listPersonData: rpc({
    schema: field.message({ personId: field.uuid(), minPosition: field.position().optional() }),
    handle: ({ personId }) =>
      Promise.resolve(ListPersonDataResponse.create({ data: [{ record: personId, field: '' }] })),
  }),
  forgetPerson: rpc({
    schema: field.message({ personId: field.uuid(), reason: field.text({ max: 200 }) }),
    handle: () => Promise.resolve({ revision: 0n, position: 0n }),
  }),
});

const logger = createLogger('bench', { level: 'fatal' });
const { issuer, audience, jwksUrl, token, close } = await testIssuer();
const server = createGrpcServer({
  name: 'bench',
  services: [cheapest],
  logger,
  drainDelayMs: 0,
  verifier: jwtVerifier({ issuer, audience, jwksUrl, logger }),
  limits: { maxInFlight: 1_000, ratePerCaller: 1_000_000 },
});
const port = await server.listen('127.0.0.1', 0);
process.send?.({
  port,
  token: await token({
    subject: 'bench',
    agencies: ['*'],
    permissions: ['person.read'],
    expiresInSeconds: 600,
  }),
});
process.once('disconnect', () => {
  void Promise.all([server.drain(), close()]);
});
