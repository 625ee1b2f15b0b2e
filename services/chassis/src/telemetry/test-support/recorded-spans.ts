import { SpanKind } from '@opentelemetry/api';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace';

/** A span as seen by a test. */
export type RecordedSpan = Readonly<{
  name: string;
  kind: string;
  traceId: string;
  spanId: string;
  parentId: string | undefined;
  links: readonly string[];
  failed: boolean;
  attributes: object;
}>;

/** Records every span of this process in memory, until it is ended. */
export function recordSpans(): Readonly<{ spans: () => readonly RecordedSpan[]; end: () => Promise<void> }> {
  const exporter = new InMemorySpanExporter();
  const sdk = new NodeSDK({
    spanProcessors: [new SimpleSpanProcessor({ exporter })],
    metricReaders: [],
    logRecordProcessors: [],
    instrumentations: [],
    autoDetectResources: false,
  });
  sdk.start();
  return {
    spans: () =>
      exporter.getFinishedSpans().map((span) => ({
        name: span.name,
        kind: SpanKind[span.kind],
        traceId: span.spanContext().traceId,
        spanId: span.spanContext().spanId,
        parentId: span.parentSpanContext?.spanId,
        links: span.links.map(({ context }) => context.traceId),
        failed: span.status.code === 2,
        attributes: span.attributes,
      })),
    end: () => sdk.shutdown(),
  };
}

/** A foreign trace, as in a request or an event. */
export const FOREIGN = {
  traceId: '0af7651916cd43dd8448eb211c80319c',
  spanId: 'b7ad6b7169203331',
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
} as const;
