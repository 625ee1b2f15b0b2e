import { endTelemetry } from '@egov/chassis/runtime';
import { SpanStatusCode, trace } from '@opentelemetry/api';

// Runs as a separate process with telemetry preloaded: one piece of work that succeeds and one that fails,
// each with data that must never be sent.
const tracer = trace.getTracer('test');
const tooMuch = { 'egov.note': 'gọi 0912345678, CCCD 025200000001, thư an@phutho.example' };
tracer.startSpan('goes well', { root: true, attributes: tooMuch }).end();
const failing = tracer.startSpan('fails', { root: true, attributes: tooMuch });
failing.setStatus({ code: SpanStatusCode.ERROR });
failing.end();
await endTelemetry();
