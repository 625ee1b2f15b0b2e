import {
  configTable,
  createGrpcServer,
  createLogger,
  diskGauges,
  jwtVerifier,
  lifecycle,
} from '@egov/chassis/runtime';
import { clamd } from './adapters/clamd.ts';
import { folderStore } from './adapters/folder-store.ts';
import { configFields, readConfig } from './config.ts';
import { filesServices } from './files-services.ts';
import { limitsOn } from './domain/limits.ts';

const DAY_MS = 86_400_000;

async function main(): Promise<void> {
  const config = readConfig();
  const logger = createLogger('files', { level: config.LOG_LEVEL });
  const life = lifecycle({ logger });
  await life.start(async () => {
    const store = folderStore(config.DATA_DIR);
    const sweep = async () => {
      const { unfinishedDays } = limitsOn(new Date().toISOString().slice(0, 10));
      const count = await store.sweep(new Date(Date.now() - unfinishedDays * DAY_MS).toISOString());
      if (count > 0) logger.info({ count }, 'old uploads are removed');
    };
    await sweep();
    const daily = setInterval(() => void sweep().catch((error: unknown) => life.fail(error)), DAY_MS);
    life.onStop('sweep', () => clearInterval(daily));
    life.onStop('disk gauges', diskGauges(config.DATA_DIR, 'files'));
    const scanner = config.CLAMD_URL === undefined ? undefined : clamd(config.CLAMD_URL);
    if (scanner === undefined)
      logger.warn('no virus scanner is set up (CLAMD_URL): files are kept as NOT_SCANNED');

    const server = createGrpcServer({
      name: 'files',
      services: filesServices({ store, scanner }),
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
    server.setReady(true);
    logger.info({ port }, 'ready');
  });
}

if (process.argv.includes('--help')) process.stdout.write(`${configTable(configFields)}\n`);
else await main();
