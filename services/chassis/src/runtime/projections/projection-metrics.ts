import { metrics } from '@opentelemetry/api';

const meter = metrics.getMeter('egov');
const instruments = {
  lag: meter.createGauge('projection_lag_seconds', { unit: 's', description: 'How far the read model is behind the log; grows while the log is out of reach.' }),
  events: meter.createCounter('projection_events_total', { description: 'Events that the projector has passed.' }),
  skipped: meter.createCounter('projection_unknown_events_total', { description: 'Events skipped because their type is not declared.' }),
  failures: meter.createCounter('projection_failure_total', { description: 'Projectors stopped for good; each is an alarm.' }),
};

/** What is measured of one service's projector. */
export const projectionMetrics = (service: string) => {
  const of = { service };
  let known = 0;
  instruments.lag.record(0, of);
  return {
    lag: (seconds: number): void => instruments.lag.record(seconds, of),
    moved: (events: number, skipped: number): void => {
      instruments.events.add(events, of);
      if (skipped > known) instruments.skipped.add(skipped - known, of);
      known = skipped;
    },
    failed: (): void => instruments.failures.add(1, of),
  };
};
