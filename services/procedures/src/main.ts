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
  startTimers,
} from '@egov/chassis/runtime';
import { typedQueries } from '@egov/chassis/projections';
import { directoryClient } from './adapters/directory-client.ts';
import { deadlineGauges } from './adapters/deadline-gauges.ts';
import { ownAccount } from './adapters/own-account.ts';
import { expireSupplement } from './application/expire-supplement.ts';
import { openRecords } from './application/records.ts';
import { configFields, readConfig } from './config.ts';
import { supplementExpires } from './policies/supplement-expiry.ts';
import { proceduresServices } from './procedures-services.ts';
import models from './projections/mod.ts';
import type { ProceduresQueries } from './projections/signatures.ts';
import { publicEvents } from './publish/public-events.ts';

async function main(): Promise<void> {
  const config = readConfig();
  const { EVENTSTORE_URL: eventStoreUrl, NATS_URL: natsUrl, MASTER_KEY_FILE: masterKeyFile } = config;
  const logger = createLogger('procedures', { level: config.LOG_LEVEL });
  const clock = () => new Date().toISOString();
  const life = lifecycle({ logger });
  await life.start(async () => {
    const nats = await connectNats(natsUrl, 'procedures');
    life.onStop('NATS', () => nats.drain());
    const keys = await natsKeyStore({
      nats,
      masterKey: await readFile(masterKeyFile),
      bucket: 'person-keys',
    });
    life.onStop('key store', () => keys.close());
    const log = openEventLog({
      url: eventStoreUrl,
      service: 'procedures',
      province: config.PROVINCE,
      keys,
      clock,
    });
    life.onStop('event log', () => log.close());
    const directory = directoryClient({ url: config.DIRECTORY_URL, token: ownAccount(config) });
    life.onStop('directory client', () => directory.close());

    const readModel = {
      module: new URL('./projections/mod.ts', import.meta.url),
      dataDir: config.DATA_DIR,
      name: 'procedures',
    };
    const projector = await startProjector({ ...readModel, eventStoreUrl, natsUrl, masterKeyFile, logger });
    life.onStop('projector', () => projector.stop());
    projector.onFailure((error) => void life.fail(error));
    const queries = queryPool(readModel);
    life.onStop('queries', () => queries.close());
    const read = typedQueries<ProceduresQueries>(queries);
    const relay = startRelay({ ...models, eventStoreUrl, nats, publisher: publicEvents, keys, logger });
    life.onStop('relay', () => relay.stop());
    const fire = supplementExpires(expireSupplement(openRecords(log)));
    const timers = startTimers({
      nats,
      service: 'procedures',
      due: (now, limit) => read.dueTimers({ now, limit }),
      fire,
      clock,
      logger,
    });
    life.onStop('timers', () => timers.stop());
    life.onStop('gauges', deadlineGauges(read));
    life.onStop('disk gauges', diskGauges(config.DATA_DIR, 'procedures'));

    const server = createGrpcServer({
      name: 'procedures',
      services: [
        ...proceduresServices({ log, queries, directory }),
        operationsHandlers({ service: 'procedures', projector, nats }),
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
    const count = await forgetAgain({ forgotten: await read.forgottenPersons({}), keys });
    if (count > 0)
      logger.warn({ count }, 'the key store had keys of forgotten persons, they are destroyed again');
    server.setReady(true);
    logger.info({ port }, 'ready');
  });
}

if (process.argv.includes('--help')) process.stdout.write(`${configTable(configFields)}\n`);
else await main();
