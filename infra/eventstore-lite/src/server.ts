import { readFileSync } from 'node:fs';
import { Server, ServerCredentials } from '@grpc/grpc-js';
import { Access } from './access/access.ts';
import { settingsOf, type EventStoreOptions, type Settings } from './config/options.ts';
import { addServices } from './grpc/add-services.ts';
import { IncomingMemory } from './grpc/incoming-append.ts';
import { frontDoor } from './http/front-door.ts';
import { httpAnswers } from './http/http-answers.ts';
import { GroupRegistry } from './persistent/group-registry.ts';
import { openStore } from './storage/store.ts';

/** A running event store. */
export interface RunningEventStore {
  readonly host: string;
  readonly port: number;
  /** `esdb://...` for the official client. */
  readonly connectionString: string;
  /** Accepts no more calls, finishes those in flight, closes the log. */
  close(): Promise<void>;
}

/** How long calls in flight may take to end when the server closes. */
const DRAIN_MS = 3000;

/** How often a silent client is pinged, and how long its reply may take; the real server's figure. */
const KEEPALIVE_MS = 10_000;

/** Larger requests are refused by the transport, as by the real server; events by the largest append. */
const REQUEST_LIMIT = 16 * 1024 * 1024;
const RESPONSE_LIMIT = 64 * 1024 * 1024;

/** Calls of one connection at a time; its client keeps the others waiting. */
const CALLS_A_CONNECTION = 1000;

/** Starts an event store over a folder and resolves when it is ready. */
export async function startEventStore(options: EventStoreOptions): Promise<RunningEventStore> {
  const settings = settingsOf(options);
  const report = (error: unknown): void => {
    process.stderr.write(`eventstore-lite: ${String(error)}\n`);
  };
  const store = await openStore(writerStart(settings), (error) => {
    throw error;
  });
  const access = new Access(store, settings.insecure);
  const groups = new GroupRegistry(store, report);
  const closing = new AbortController();
  const server = grpcServer(settings);
  const injector = server.createConnectionInjector(ServerCredentials.createInsecure());
  const http = httpAnswers({ ready: () => !closing.signal.aborted, epoch: () => store.reader.epoch() });
  const door = frontDoor({ tls: settings.tls, http, grpc: (socket) => injector.injectConnection(socket) });
  let closed: Promise<void> | undefined;
  const shut = async (): Promise<void> => {
    closing.abort();
    door.close();
    await groups.close();
    // Each connection ends after the calls on it; `server` does not wait for connections that it was given.
    server.tryShutdown(() => undefined);
    await door.drained(DRAIN_MS);
    server.forceShutdown();
    await store.close();
  };
  const close = (): Promise<void> => (closed ??= shut());
  const stop = (): void => {
    close().then(settings.onShutdown, report);
  };
  try {
    await access.seed(settings);
    let bound = 0;
    addServices(
      server,
      {
        settings,
        store,
        access,
        groups,
        incoming: new IncomingMemory(),
        closing: closing.signal,
        stop,
        report,
      },
      () => bound,
    );
    bound = await door.listen(settings.port, settings.host);
    return {
      host: settings.host,
      port: bound,
      connectionString: `esdb://${settings.advertiseHost}:${bound}?tls=${settings.tls !== undefined}`,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

const grpcServer = ({ maxAppendSize }: Settings): Server =>
  new Server({
    'grpc.max_receive_message_length': Math.max(REQUEST_LIMIT, 2 * maxAppendSize),
    'grpc.max_send_message_length': RESPONSE_LIMIT,
    'grpc.max_concurrent_streams': CALLS_A_CONNECTION,
    // A consumer whose machine died must not keep getting messages.
    'grpc.keepalive_time_ms': KEEPALIVE_MS,
    'grpc.keepalive_timeout_ms': KEEPALIVE_MS,
  });

const writerStart = ({ data, projections, maxPageCount }: Settings) => ({
  folder: data,
  projections,
  ...(maxPageCount === undefined ? {} : { maxPageCount }),
});

/** Reads a certificate and its key from files. */
export const certificate = (cert: string, key: string): { cert: string; key: string } => ({
  cert: readFileSync(cert, 'utf8'),
  key: readFileSync(key, 'utf8'),
});
