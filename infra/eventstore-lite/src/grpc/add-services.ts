import type { Server } from '@grpc/grpc-js';
import { services } from '../protocol.ts';
import type { ServerContext } from './context.ts';
import { featuresService } from './features-service.ts';
import { gossipService } from './gossip-service.ts';
import { guarded } from './guarded.ts';
import { monitoringService } from './monitoring-service.ts';
import { operationsDefinition, operationsService } from './operations-service.ts';
import { persistentDefinition, persistentService } from './persistent-service.ts';
import { projectionsDefinition, projectionsService } from './projections-service.ts';
import { streamsDefinition, streamsService } from './streams-service.ts';
import { usersService } from './users-service.ts';

const monitoringDefinition = {
  stats: { ...services.monitoring.stats, responseSerialize: (bytes: Buffer): Buffer => bytes },
};

/** Adds every service to the server; features and gossip are open to everybody, the rest is guarded. */
export function addServices(server: Server, context: ServerContext, port: () => number): void {
  const { access, settings } = context;
  server.addService(streamsDefinition, guarded(access, streamsService(context)));
  server.addService(persistentDefinition, guarded(access, persistentService(context)));
  server.addService(services.users, guarded(access, usersService(context)));
  server.addService(operationsDefinition, guarded(access, operationsService(context)));
  server.addService(projectionsDefinition, guarded(access, projectionsService(context)));
  server.addService(monitoringDefinition, guarded(access, monitoringService(context)));
  server.addService(services.gossip, gossipService(settings.advertiseHost, port));
  const served = [
    streamsDefinition,
    persistentDefinition,
    services.users,
    operationsDefinition,
    projectionsDefinition,
    monitoringDefinition,
    services.gossip,
    services.features,
  ].flatMap((service) => Object.values(service));
  server.addService(services.features, featuresService(served));
}
