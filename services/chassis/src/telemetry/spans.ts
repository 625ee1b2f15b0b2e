import {
  type Context,
  context,
  propagation,
  type Link,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
} from '@opentelemetry/api';
import { type Attributes, named } from './attributes.ts';

const SCOPE = '@egov/chassis';

/**
 * The name of a span, which is a word of the contracts or of the code and never a value, with its attributes.
 */
export type SpanOf = Readonly<{
  name: string;
  kind?: 'internal' | 'producer' | 'consumer';
  attributes?: Attributes;
}>;

const KINDS = {
  internal: SpanKind.INTERNAL,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
} as const;

/** Returns the id of the current trace; none if tracing is off. */
export function currentTraceId(): string | undefined {
  return trace.getActiveSpan()?.spanContext().traceId;
}

/** Returns the id of the current span; none if tracing is off. */
export function currentSpanId(): string | undefined {
  return trace.getActiveSpan()?.spanContext().spanId;
}

/** Returns the current span as a W3C `traceparent`, for others to continue; none if nothing is recorded. */
export function currentTraceparent(): string | undefined {
  const running = trace.getActiveSpan()?.spanContext();
  if (running === undefined || (running.traceFlags & TraceFlags.SAMPLED) === 0) return undefined;
  return `00-${running.traceId}-${running.spanId}-01`;
}

/** Runs work in a span that continues the given trace (`traceparent`); without one, just runs it. */
export function continuing<T>(
  traceparent: string | undefined,
  span: SpanOf,
  work: () => Promise<T>,
): Promise<T> {
  return traceparent === undefined ? work() : started(span, work, readTraceparent(traceparent), []);
}

/** Runs work that was caused long ago in a new trace, linked to the trace that caused it. */
export function apartFrom<T>(
  traceparent: string | undefined,
  span: SpanOf,
  work: () => Promise<T>,
): Promise<T> {
  const earlier = traceparent === undefined ? undefined : trace.getSpanContext(readTraceparent(traceparent));
  return started(span, work, ROOT_CONTEXT, earlier === undefined ? [] : [{ context: earlier }]);
}

/** Runs work in a span of the current trace. */
export const inSpan = <T>(span: SpanOf, work: () => Promise<T>): Promise<T> =>
  started(span, work, context.active(), []);

/** A request being handled: its name is known once it has its route. */
export type ServerSpan = Readonly<{
  /** Runs what comes next within the span. */
  run: (next: () => void) => void;
  end: (name: string, attributes: Attributes, failed: boolean) => void;
}>;

/** Begins the span of a request from outside, continuing its trace. */
export function serverSpan(name: string, traceparent: string | undefined): ServerSpan {
  const from = traceparent === undefined ? ROOT_CONTEXT : readTraceparent(traceparent);
  const span = trace.getTracer(SCOPE).startSpan(name, { kind: SpanKind.SERVER }, from);
  return {
    run: (next) => context.with(trace.setSpan(from, span), next),
    end: (route, attributes, failed) => {
      span.updateName(route).setAttributes(named(attributes));
      if (failed) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    },
  };
}

const readTraceparent = (traceparent: string): Context => propagation.extract(ROOT_CONTEXT, { traceparent });

function started<T>(
  { name, kind = 'internal', attributes = {} }: SpanOf,
  work: () => Promise<T>,
  from: Context,
  links: Link[],
): Promise<T> {
  return trace
    .getTracer(SCOPE)
    .startActiveSpan(
      name,
      { kind: KINDS[kind], attributes: named(attributes), links },
      from,
      async (span: Span) => {
        try {
          return await work();
        } catch (error) {
          // Only the kind of failure: its message may quote personal data.
          span.setStatus({ code: SpanStatusCode.ERROR });
          throw error;
        } finally {
          span.end();
        }
      },
    );
}
