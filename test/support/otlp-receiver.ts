import { BinaryReader } from '@bufbuild/protobuf/wire';
import { Server, ServerCredentials, type sendUnaryData, type ServerUnaryCall } from '@grpc/grpc-js';

/** A span that a process sent. */
export type Span = Readonly<{
  service: string;
  name: string;
  traceId: string;
  spanId: string;
  parentId: string;
}>;

/** Receives the platform's telemetry over OTLP/gRPC. */
export type OtlpReceiver = Readonly<{
  endpoint: string;
  spans: () => readonly Span[];
  /** The names of the metrics that a service sent. */
  metrics: (service: string) => ReadonlySet<string>;
  /** Everything received, unparsed. */
  bytes: () => Buffer;
  close: () => void;
}>;

const asIs = (bytes: Buffer): Buffer => bytes;
const exportAt = (path: string) => ({
  export: {
    path,
    requestStream: false,
    responseStream: false,
    requestSerialize: asIs,
    requestDeserialize: asIs,
    responseSerialize: asIs,
    responseDeserialize: asIs,
  },
});

/** Starts a receiver on a free port. */
export async function startOtlpReceiver(): Promise<OtlpReceiver> {
  const server = new Server();
  const traces: Buffer[] = [];
  const measured: Buffer[] = [];
  const into = (received: Buffer[]) => ({
    export: (call: ServerUnaryCall<Buffer, Buffer>, answer: sendUnaryData<Buffer>) => {
      received.push(call.request);
      answer(null, Buffer.alloc(0));
    },
  });
  server.addService(exportAt('/opentelemetry.proto.collector.trace.v1.TraceService/Export'), into(traces));
  server.addService(
    exportAt('/opentelemetry.proto.collector.metrics.v1.MetricsService/Export'),
    into(measured),
  );
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) resolve(bound);
      else reject(error);
    });
  });
  return {
    endpoint: `http://127.0.0.1:${port}`,
    spans: () => traces.flatMap((request) => fields(request, 1)).flatMap(spansOf),
    metrics: (service) =>
      new Set(
        measured
          .flatMap((request) => fields(request, 1))
          .filter((each) => serviceOf(each) === service)
          .flatMap((each) => fields(each, 2))
          .flatMap((scope) => fields(scope, 2))
          .map((metric) => text(metric, 1)),
      ),
    bytes: () => Buffer.concat([...traces, ...measured]),
    close: () => {
      server.forceShutdown();
    },
  };
}

function spansOf(resourceSpans: Buffer): readonly Span[] {
  const service = serviceOf(resourceSpans);
  return fields(resourceSpans, 2)
    .flatMap((scope) => fields(scope, 2))
    .map((span) => ({
      service,
      name: text(span, 5),
      traceId: hex(span, 1),
      spanId: hex(span, 2),
      parentId: hex(span, 4),
    }));
}

const serviceOf = (ofResource: Buffer): string =>
  fields(ofResource, 1)
    .flatMap((resource) => fields(resource, 1))
    .filter((attribute) => text(attribute, 1) === 'service.name')
    .map((attribute) =>
      fields(attribute, 2)
        .map((value) => text(value, 1))
        .join(''),
    )
    .join('');

/** Returns the content of every length-delimited field of a message with this number. */
function fields(message: Buffer, wanted: number): readonly Buffer[] {
  const reader = new BinaryReader(message);
  const found: Buffer[] = [];
  while (reader.pos < reader.len) {
    const [number, wireType] = reader.tag();
    if (number === wanted && wireType === LENGTH) found.push(Buffer.from(reader.bytes()));
    else reader.skip(wireType);
  }
  return found;
}

const LENGTH = 2;

const text = (message: Buffer, number: number): string => fields(message, number)[0]?.toString() ?? '';
const hex = (message: Buffer, number: number): string => fields(message, number)[0]?.toString('hex') ?? '';
