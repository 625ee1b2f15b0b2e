import { counter, endTelemetry, gauge, histogram, METRICS, type MetricKey } from '@egov/chassis/runtime';

// Runs as a separate process with telemetry preloaded: records every metric of the registry once, and sends
// them.
for (const key of Object.keys(METRICS) as MetricKey[]) {
  const { kind } = METRICS[key];
  if (kind === 'counter') counter(key as MetricKey<'counter'>)(1);
  else if (kind === 'histogram') histogram(key as MetricKey<'histogram'>)(1);
  else gauge(key as MetricKey<'gauge'>, () => 1);
}
await endTelemetry();
