import { Server, ServerCredentials } from '@grpc/grpc-js';
import { settingsOf, type EventStoreOptions } from './config/options.ts';
import type { ServerContext } from './grpc/context.ts';
import { featuresService } from './grpc/features-service.ts';
import { gossipService } from './grpc/gossip-service.ts';
import { persistentDefinition, persistentService } from './grpc/persistent-service.ts';
import { streamsDefinition, streamsService } from './grpc/streams-service.ts';
import { GroupRegistry } from './persistent/group-registry.ts';
import { services } from './protocol.ts';
import { openStore } from './storage/store.ts';

/** A running event store. */
export interface RunningEventStore {
  readonly host: string;
  readonly port: number;
  /** `esdb://...` for the official client. */
  readonly connectionString: string;
  /** Stops taking calls, finishes what was taken, closes the log. */
  close(): Promise<void>;
}

/** How long calls in flight may take to end when the server closes. */
const DRAIN_MS = 3000;

const FRAME_LIMIT = 64 * 1024 * 1024;

/** Starts an event store over a folder and resolves when it answers. */
export async function startEventStore(options: EventStoreOptions): Promise<RunningEventStore> {
  const settings = settingsOf(options);
  const store = await openStore(settings.data, settings.maxPageCount, (error) => { throw error; });
  const server = new Server({
    'grpc.max_receive_message_length': FRAME_LIMIT,
    'grpc.max_send_message_length': FRAME_LIMIT,
    'grpc.max_concurrent_streams': 10_000,
  });
  let bound = 0;
  const closing = new AbortController();
  const groups = new GroupRegistry(store, (error) => process.stderr.write(`persistent subscriptions: ${String(error)}\n`));
  addServices(server, { settings, store, groups, closing: closing.signal, userOf: () => 'anonymous' }, () => bound);
  try {
    bound = await bind(server, `${settings.host}:${settings.port}`);
  } catch (error) {
    await store.close();
    throw error;
  }
  let closed: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    closing.abort();
    await groups.close();
    await drain(server);
    await store.close();
  };
  return {
    host: settings.host,
    port: bound,
    connectionString: `esdb://${settings.advertiseHost}:${bound}?tls=${settings.tls !== undefined}`,
    close: () => (closed ??= close()),
  };
}

function addServices(server: Server, context: ServerContext, port: () => number): void {
  server.addService(streamsDefinition, streamsService(context));
  server.addService(persistentDefinition, persistentService(context));
  server.addService(services.gossip, gossipService(context.settings.advertiseHost, port));
  const served = [streamsDefinition, persistentDefinition, services.gossip, services.features].flatMap((service) => Object.values(service));
  server.addService(services.features, featuresService(served));
}

const bind = (server: Server, address: string): Promise<number> => new Promise((resolve, reject) => {
  server.bindAsync(address, ServerCredentials.createInsecure(), (error, port) => (error === null ? resolve(port) : reject(error)));
});

async function drain(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    const forced = setTimeout(() => server.forceShutdown(), DRAIN_MS);
    server.tryShutdown(() => {
      clearTimeout(forced);
      resolve();
    });
  });
}
