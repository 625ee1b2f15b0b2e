import { GrpcInstrumentation } from '@opentelemetry/instrumentation-grpc';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { register } from 'import-in-the-middle/register-hooks.mjs';
import { gauge } from './signals.ts';
import { atTelemetryEnd } from './telemetry-end.ts';

// Internal calls made all day would bury the office's spans.
const NOT_TRACED = ['Check', 'Watch', 'ServerReflectionInfo'];

// Overrides defaults of the SDK: HTTP instead of gRPC, logs as well, command line and user in every resource,
// and baggage, into which anybody may write anything.
const UNLESS_SAID = {
  OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
  OTEL_TRACES_EXPORTER: 'otlp',
  OTEL_METRICS_EXPORTER: 'otlp',
  OTEL_LOGS_EXPORTER: 'none',
  OTEL_NODE_RESOURCE_DETECTORS: 'env,host,serviceinstance',
  OTEL_PROPAGATORS: 'tracecontext',
};

/**
 * Starts traces and metrics over OTLP; every `OTEL_*` variable keeps its meaning. Spans of gRPC have neither
 * metadata nor messages.
 */
export function startTelemetry(env: Record<string, string | undefined>): void {
  for (const [name, value] of Object.entries(UNLESS_SAID)) env[name] ??= value;
  // Without this hook ES modules are silently not instrumented.
  register({ include: ['@grpc/grpc-js'] });
  const sdk = new NodeSDK({ instrumentations: [new GrpcInstrumentation({ ignoreGrpcMethods: NOT_TRACED })] });
  sdk.start();
  gauge('processUptime', () => process.uptime());
  atTelemetryEnd(() => sdk.shutdown());
}
