// Preloaded: `node --import @egov/chassis/telemetry src/main.ts`. Without an endpoint to send to, the SDK is
// not even loaded.
if (process.env['OTEL_EXPORTER_OTLP_ENDPOINT']) {
  const { startTelemetry } = await import('./start-telemetry.ts');
  startTelemetry(process.env);
}

export {};
