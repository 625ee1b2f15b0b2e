import { demonstrationClients, platformClients } from '@egov/platform';
import { jwtVerifier } from '../auth/jwt-verifier.ts';
import type { EventServiceConfig, ServiceConfig } from '../config/service-config.ts';
import { createGrpcServer } from '../grpc/grpc-server.ts';
import { serveHealth } from '../grpc/serve-health.ts';
import type { Lifecycle } from '../lifecycle/lifecycle.ts';
import type { Logger } from '../logger/logger.ts';
import { serverCertificate } from '../tls/server-certificate.ts';
import { diskGauges } from '../operations/disk-gauges.ts';
import { operationsHandlers } from '../operations/operations-handlers.ts';
import { liveReadiness } from './live-readiness.ts';
import { openEvents } from './open-events.ts';
import { openKeys } from './open-keys.ts';
import type { Opened } from './opened.ts';
import { type Ground, isEventService, type Service } from './service-definition.ts';

/** A service with its configuration: the values of `fieldsOf`. */
export type Starting = Readonly<{ service: Service; config: ServiceConfig; logger: Logger; life: Lifecycle }>;

/** Starts a service; it is ready when this resolves. All that it opens is closed with the process. */
export async function startService({ service, config, logger, life }: Starting): Promise<void> {
  const { name } = service.entry;
  const ground: Ground<ServiceConfig> = {
    config,
    logger,
    onStop: (what, stop) => life.onStop(`${name}: ${what}`, stop),
    fail: (error) => void life.fail(new Error(`${name} has failed.`, { cause: error })),
  };
  try {
    ground.onStop('disk gauges', diskGauges(config.DATA_DIR, name));
    const opened = await openKeys(service.entry, ground);
    const { services, caughtUp, log }: Opened = isEventService(service)
      ? await openEvents(service, { ...ground, config: config as EventServiceConfig }, opened)
      : {
          services: [
            ...(await service.serve({ ...ground, keys: opened.keys })),
            operationsHandlers({ service: name, nats: opened.nats }),
          ],
          caughtUp: async () => undefined,
        };
    const server = createGrpcServer({
      name,
      services,
      certificate: serverCertificate(config, logger),
      logger,
      reflection: config.NODE_ENV !== 'production',
      verifier: jwtVerifier({
        issuer: config.OIDC_ISSUER,
        audience: config.OIDC_AUDIENCE,
        clients: [...platformClients, ...(config.DEMONSTRATION === 'true' ? demonstrationClients : [])],
        jwksUrl: config.OIDC_JWKS_URL,
        logger,
      }),
      limits: {
        maxInFlight: config.MAX_IN_FLIGHT,
        ratePerCaller: config.RATE_PER_CALLER,
        placesPerCaller: {
          person: config.MAX_IN_FLIGHT_PER_PERSON,
          account: config.MAX_IN_FLIGHT_PER_ACCOUNT,
        },
      },
    });
    ground.onStop('gRPC server', () => server.drain());
    const port = await server.listen(config.GRPC_HOST, config.GRPC_PORT);
    if (config.HEALTH_PORT !== undefined)
      ground.onStop('health', await serveHealth(server.health, config.GRPC_HOST, config.HEALTH_PORT));
    await caughtUp();
    server.setReady(true);
    if (log !== undefined) ground.onStop('readiness', liveReadiness(log, server.setReady));
    logger.info({ port }, 'ready');
  } catch (error) {
    throw new Error(`${name} could not be started.`, { cause: error });
  }
}
