import { BinaryReader, BinaryWriter } from '@bufbuild/protobuf/wire';
import {
  type handleServerStreamingCall,
  type handleUnaryCall,
  type Server,
  type ServerWritableStream,
  status,
} from '@grpc/grpc-js';

/**
 * The name whose health tells whether the dependencies respond; the empty name tells whether the loop turns.
 */
export const READINESS = 'readiness';

/** The standard health service (grpc.health.v1) of one server. */
export type Health = Readonly<{
  setServing: (name: string, serving: boolean) => void;
  isServing: (name: string) => boolean;
  /** Ends the watchers, which would otherwise keep a draining server open. */
  endWatchers: () => void;
  addTo: (server: Server) => void;
}>;

const SERVING = 1;
const NOT_SERVING = 2;
const SERVICE_UNKNOWN = 3;
const MAX_WATCHERS = 100;

/** The service whose health is requested. */
export type HealthRequest = Readonly<{ service: string; malformed?: boolean }>;

type Watcher = ServerWritableStream<HealthRequest, number>;

// The protocol's two messages have one field each, so they are read and written here: no descriptor has to be
// loaded at start.
const definition = (path: string, responseStream: boolean) => ({
  path,
  requestStream: false,
  responseStream,
  requestSerialize: ({ service }: HealthRequest): Buffer =>
    Buffer.from(new BinaryWriter().uint32(0x0a).string(service).finish()),
  requestDeserialize: readRequest,
  responseSerialize: (state: number): Buffer => Buffer.from([0x08, state]),
  responseDeserialize: (bytes: Buffer): number => bytes[1] ?? 0,
});

/**
 * The definition of grpc.health.v1.Health, for callers too: responses are 1 for serving and 2 for not
 * serving.
 */
export const HealthService = {
  check: definition('/grpc.health.v1.Health/Check', false),
  watch: definition('/grpc.health.v1.Health/Watch', true),
};

/** Makes the health service: alive from the start, ready after `setServing(READINESS, true)`. */
export function createHealth(): Health {
  const states = new Map<string, number>([
    ['', SERVING],
    [READINESS, NOT_SERVING],
  ]);
  const watchers = new Map<Watcher, string>();

  const check: handleUnaryCall<HealthRequest, number> = (call, answer) => {
    const state = states.get(call.request.service);
    if (call.request.malformed === true)
      answer({ code: status.INVALID_ARGUMENT, details: 'not a health request' });
    else if (state === undefined) answer({ code: status.NOT_FOUND, details: 'unknown service' });
    else answer(null, state);
  };
  const watch: handleServerStreamingCall<HealthRequest, number> = (call) => {
    if (watchers.size >= MAX_WATCHERS) {
      call.emit('error', { code: status.RESOURCE_EXHAUSTED, details: 'too many watchers' });
      return;
    }
    watchers.set(call, call.request.service);
    call.on('cancelled', () => watchers.delete(call));
    call.write(states.get(call.request.service) ?? SERVICE_UNKNOWN);
  };
  return {
    setServing(name, serving) {
      const state = serving ? SERVING : NOT_SERVING;
      if (states.get(name) === state) return;
      states.set(name, state);
      for (const [watcher, watched] of watchers) if (watched === name) watcher.write(state);
    },
    isServing: (name) => states.get(name) === SERVING,
    endWatchers() {
      for (const watcher of watchers.keys()) watcher.end();
      watchers.clear();
    },
    addTo: (server) => server.addService(HealthService, { check, watch }),
  };
}

function readRequest(bytes: Buffer): HealthRequest {
  const reader = new BinaryReader(bytes);
  let service = '';
  try {
    while (reader.pos < reader.len) {
      const [field, wireType] = reader.tag();
      if (field === 1 && wireType === 2) service = reader.string();
      else reader.skip(wireType);
    }
    return { service };
  } catch (error) {
    // Thrown from here it would be returned as INTERNAL.
    if (error instanceof Error) return { service, malformed: true };
    throw error;
  }
}
