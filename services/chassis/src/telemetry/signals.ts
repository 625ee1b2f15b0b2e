import { metrics } from '@opentelemetry/api';
import { type Attributes, METRICS, type MetricKey, named } from './attributes.ts';

const SCOPE = '@egov/chassis';

/** Makes a function that counts. */
export function counter(metric: MetricKey<'counter'>): (by?: number, attributes?: Attributes) => void {
  const { name, unit, description } = METRICS[metric];
  const instrument = metrics.getMeter(SCOPE).createCounter(name, { unit, description });
  return (by = 1, attributes = {}) => instrument.add(by, named(attributes));
}

/** Makes a function that records one measured value. */
export function histogram(metric: MetricKey<'histogram'>): (value: number, attributes?: Attributes) => void {
  const { name, unit, description } = METRICS[metric];
  const instrument = metrics.getMeter(SCOPE).createHistogram(name, { unit, description });
  return (value, attributes = {}) => instrument.record(value, named(attributes));
}

/**
 * Registers a value that is read only when metrics are exported; returns a stop function. Without a value
 * nothing is exported.
 */
export function gauge(
  metric: MetricKey<'gauge'>,
  read: () => number | undefined | Promise<number | undefined>,
  attributes: Attributes = {},
): () => void {
  const { name, unit, description } = METRICS[metric];
  const instrument = metrics.getMeter(SCOPE).createObservableGauge(name, { unit, description });
  const observe = async (result: {
    observe: (value: number, attributes: Record<string, string | number | boolean>) => void;
  }): Promise<void> => {
    const value = await read();
    if (value !== undefined) result.observe(value, named(attributes));
  };
  instrument.addCallback(observe);
  return () => instrument.removeCallback(observe);
}
