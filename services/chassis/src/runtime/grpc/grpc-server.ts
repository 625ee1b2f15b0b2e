import { Server, ServerCredentials, type UntypedServiceImplementation } from '@grpc/grpc-js';
import { wallClock } from '../context/wall-clock.ts';
import type { Instant } from '../../domain/mod.ts';
import { gauge } from '../../telemetry/signals.ts';
import type { Verifier } from '../auth/jwt-verifier.ts';
import type { Logger } from '../logger/logger.ts';
import { accessOf } from './access.ts';
import { type AdmissionLimits, createAdmission } from './admission.ts';
import { callerPlaces, type PlacesPerCaller } from './caller-places.ts';
import { createHealth, type Health, READINESS } from './health.ts';
import { addReflection } from './reflection.ts';
import type { GrpcService, Rpc } from './rpc.ts';
import type { ServerCertificate } from '../tls/server-certificate.ts';
import { serveCall, type ServedMethod } from './serve-call.ts';
import { tlsCredentials } from './tls-credentials.ts';
import { type WireMethod, wireMethod } from './service-definition.ts';

/** Options of a server. */
export type GrpcServerOptions = Readonly<{
  /** The service's name, as in `procedures`. */
  name: string;
  services: readonly GrpcService[];
  verifier: Verifier;
  limits?: Partial<AdmissionLimits & { placesPerCaller: PlacesPerCaller }>;
  /** The clock of the limits, in milliseconds; the process's when absent. */
  limitsNow?: () => number;
  logger: Logger;
  clock?: () => Instant;
  /** Whether the server offers reflection: on in development, off in production. */
  reflection?: boolean;
  /** Its certificate; without one it has no TLS. */
  certificate?: ServerCertificate | undefined;
  /** How long the server still accepts calls after health reports NOT_SERVING, so that balancers notice. */
  drainDelayMs?: number;
}>;

/** A server, from listening to drained. */
export type GrpcServer = Readonly<{
  /** Starts listening; returns the port. */
  listen: (host: string, port: number) => Promise<number>;
  health: Health;
  /** Sets whether the dependencies respond. */
  setReady: (ready: boolean) => void;
  inFlight: () => number;
  /** Reports NOT_SERVING, accepts no new calls, waits for those in flight, and closes. */
  drain: () => Promise<void>;
}>;

const MAX_MESSAGE = 4 * 1024 * 1024;
const MAX_HEADERS = 32 * 1024;
/**
 * A connection ends gently after this time: callers then look up replicas again, so that a new one gets its
 * share.
 */
const MAX_CONNECTION_AGE_MS = 60_000;
const CONNECTION_GRACE_MS = 30_000;
const MAX_IN_FLIGHT = 256;
const RATE_PER_CALLER = 5_000;
const PLACES_PER_CALLER: PlacesPerCaller = { person: 8, account: 64 };
const FLUSH_MS = 250;

/**
 * Makes the gRPC server of a service: its RPCs behind limits, token check and validation, health, and
 * optionally reflection.
 */
export function createGrpcServer(options: GrpcServerOptions): GrpcServer {
  const {
    name,
    services,
    verifier,
    logger,
    clock = wallClock,
    limits = {},
    limitsNow,
    reflection = false,
    drainDelayMs = 0,
  } = options;
  const admission = createAdmission(
    { maxInFlight: MAX_IN_FLIGHT, ratePerCaller: RATE_PER_CALLER, ...limits },
    limitsNow,
  );
  const server = new Server({
    'grpc.max_receive_message_length': MAX_MESSAGE,
    'grpc.max_metadata_size': MAX_HEADERS,
    'grpc.enable_channelz': 0,
    'grpc.max_connection_age_ms': MAX_CONNECTION_AGE_MS,
    'grpc.max_connection_age_grace_ms': CONNECTION_GRACE_MS,
  });
  const health = createHealth();
  const places = callerPlaces(limits.placesPerCaller ?? PLACES_PER_CALLER);
  const deps = { service: name, verifier, admission, places, logger, clock };
  for (const { definition, rpcs } of services) {
    server.addService(
      ...rawService(definition, (method, key) => serveCall(method, checkedRpc(method, rpcs[key], key), deps)),
    );
  }
  health.addTo(server);
  const stopGauge = gauge('callsInFlight', admission.inFlight, { service: name });

  return {
    async listen(host, port) {
      if (reflection)
        await addReflection(
          server,
          services.map(({ definition }) => definition.fullName),
        );
      return bind(server, addressOf(host, port), credentialsOf(options));
    },
    health,
    setReady: (ready) => health.setServing(READINESS, ready),
    inFlight: admission.inFlight,
    async drain() {
      health.setServing(READINESS, false);
      health.setServing('', false);
      if (drainDelayMs > 0) await after(drainDelayMs);
      health.endWatchers();
      await closeServer(server, admission.inFlight);
      admission.stop();
      stopGauge();
    },
  };
}

type RawMethod = Omit<WireMethod, 'requestSerialize' | 'requestDeserialize' | 'responseSerialize'> & {
  requestSerialize: (bytes: Buffer) => Buffer;
  requestDeserialize: (bytes: Buffer) => Buffer;
  responseSerialize: (bytes: Buffer) => Buffer;
};

const asIs = (bytes: Buffer): Buffer => bytes;

// grpc-js returns INTERNAL for bytes it cannot decode and for responses it cannot encode, and decodes before
// anything can refuse: so both are done in the call.
function rawService(
  definition: GrpcService['definition'],
  serve: (method: ServedMethod, key: string) => UntypedServiceImplementation[string],
): [Readonly<Record<string, RawMethod>>, UntypedServiceImplementation] {
  const methods: Record<string, RawMethod> = {};
  const handlers: UntypedServiceImplementation = {};
  for (const [key, generated] of Object.entries(definition.methods)) {
    const method = { ...wireMethod(definition, generated), access: accessOf(generated) };
    if (method.requestStream || method.responseStream)
      throw new TypeError(`${method.path} streams, which is not served`);
    methods[key] = { ...method, requestSerialize: asIs, requestDeserialize: asIs, responseSerialize: asIs };
    handlers[key] = serve(method, key);
  }
  return [methods, handlers];
}

function checkedRpc(
  method: WireMethod,
  rpc: Rpc<never, unknown> | undefined,
  key: string,
): Rpc<never, unknown> {
  if (rpc === undefined) throw new TypeError(`${method.path} is not served: ${key} is missing`);
  if (rpc.checkedFields === undefined) return rpc;
  const fields = new Set(Object.keys(method.requestDeserialize(Buffer.alloc(0)) as object));
  const checked = new Set([...rpc.checkedFields, 'requestId']);
  const unchecked = [...fields].filter((field) => !checked.has(field));
  const unknown = rpc.checkedFields.filter((field) => !fields.has(field));
  if (unchecked.length + unknown.length > 0) {
    throw new TypeError(
      `the schema of ${method.path} does not match its request: ` +
        [
          ...unchecked.map((field) => `${field} is not checked`),
          ...unknown.map((field) => `${field} does not exist`),
        ].join(', '),
    );
  }
  return rpc;
}

const after = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

const credentialsOf = ({ certificate }: GrpcServerOptions): ServerCredentials =>
  certificate === undefined ? ServerCredentials.createInsecure() : tlsCredentials(certificate);

const addressOf = (host: string, port: number): string =>
  `${host.includes(':') ? `[${host}]` : host}:${port}`;

function bind(server: Server, address: string, credentials: ServerCredentials): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(address, credentials, (error, port) => {
      if (error === null) resolve(port);
      else reject(new Error(`cannot listen on ${address}`, { cause: error }));
    });
  });
}

async function closeServer(server: Server, inFlight: () => number): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.tryShutdown(() => resolve());
  });
  // A client that never hangs up (an open reflection stream, a half-open connection) must not hold the server
  // once its calls have ended.
  const idle = (async () => {
    while (inFlight() > 0) await after(10);
    await after(FLUSH_MS);
  })();
  await Promise.race([closed, idle]);
  server.forceShutdown();
}
