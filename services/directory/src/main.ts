import { readFile } from 'node:fs/promises';
import {
  configTable,
  connectNats,
  createGrpcServer,
  createLogger,
  diskGauges,
  forgetAgain,
  jwtVerifier,
  lifecycle,
  natsKeyStore,
  openEventLog,
  operationsHandlers,
  queryPool,
  startProjector,
  startRelay,
} from '@egov/chassis/runtime';
import { typedQueries } from '@egov/chassis/projections';
import { configFields, readConfig } from './config.ts';
import { directoryServices } from './directory-services.ts';
import models from './projections/mod.ts';
import type { DirectoryQueries } from './projections/signatures.ts';
import { publicEvents } from './publish/public-events.ts';

async function main(): Promise<void> {
  const config = readConfig();
  const { EVENTSTORE_URL: eventStoreUrl, NATS_URL: natsUrl, MASTER_KEY_FILE: masterKeyFile } = config;
  const logger = createLogger('directory', { level: config.LOG_LEVEL });
  const life = lifecycle({ logger });
  await life.start(async () => {
    const nats = await connectNats(natsUrl, 'directory');
    life.onStop('NATS', () => nats.drain());
    const keys = await natsKeyStore({
      nats,
      masterKey: await readFile(masterKeyFile),
      bucket: 'person-keys',
    });
    life.onStop('key store', () => keys.close());
    const log = openEventLog({
      url: eventStoreUrl,
      service: 'directory',
      province: config.PROVINCE,
      keys,
      clock: () => new Date().toISOString(),
    });
    life.onStop('event log', () => log.close());

    const readModel = {
      module: new URL('./projections/mod.ts', import.meta.url),
      dataDir: config.DATA_DIR,
      name: 'directory',
    };
    const projector = await startProjector({ ...readModel, eventStoreUrl, natsUrl, masterKeyFile, logger });
    life.onStop('projector', () => projector.stop());
    projector.onFailure((error) => void life.fail(error));
    const queries = queryPool(readModel);
    life.onStop('queries', () => queries.close());
    const relay = startRelay({ ...models, eventStoreUrl, nats, publisher: publicEvents, keys, logger });
    life.onStop('relay', () => relay.stop());
    life.onStop('disk gauges', diskGauges(config.DATA_DIR, 'directory'));

    const server = createGrpcServer({
      name: 'directory',
      services: [
        ...directoryServices({ log, queries }),
        operationsHandlers({ service: 'directory', projector, nats }),
      ],
      logger,
      reflection: config.NODE_ENV !== 'production',
      verifier: jwtVerifier({
        issuer: config.OIDC_ISSUER,
        audience: config.OIDC_AUDIENCE,
        jwksUrl: config.OIDC_JWKS_URL,
        logger,
      }),
      limits: { maxInFlight: config.MAX_IN_FLIGHT, ratePerCaller: config.RATE_PER_CALLER },
    });
    life.onStop('gRPC server', () => server.drain());
    const port = await server.listen(config.GRPC_HOST, config.GRPC_PORT);

    await projector.caughtUp;
    const count = await forgetAgain({
      forgotten: await typedQueries<DirectoryQueries>(queries).forgottenPersons({}),
      keys,
    });
    if (count > 0)
      logger.warn({ count }, 'the key store had keys of forgotten persons, they are destroyed again');
    server.setReady(true);
    logger.info({ port }, 'ready');
  });
}

if (process.argv.includes('--help')) process.stdout.write(`${configTable(configFields)}\n`);
else await main();
