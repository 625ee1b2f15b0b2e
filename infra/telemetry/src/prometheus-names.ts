import { METRICS } from '@egov/chassis/runtime';

type Metric = Readonly<(typeof METRICS)[keyof typeof METRICS]>;

const UNITS: Readonly<Record<string, string>> = { ms: 'milliseconds', s: 'seconds', By: 'bytes' };

/**
 * Returns the names of a metric of the registry in Prometheus: the collector's exporter adds unit and kind as
 * suffixes.
 */
export function prometheusNames({ kind, name, unit }: Metric): readonly string[] {
  const base = withSuffix(name.replaceAll('.', '_'), UNITS[unit]);
  switch (kind) {
    case 'counter':
      return [`${base}_total`];
    case 'histogram':
      return [`${base}_bucket`, `${base}_sum`, `${base}_count`];
    case 'gauge':
      return [base];
  }
}

const withSuffix = (name: string, suffix: string | undefined): string =>
  suffix === undefined || name.endsWith(`_${suffix}`) ? name : `${name}_${suffix}`;

/** The metrics that the collector derives from the traces that it keeps (`span_metrics` in its settings). */
export const namesOfKeptTraces: ReadonlySet<string> = new Set(
  ['bucket', 'sum', 'count'].map((part) => `egov_traces_duration_milliseconds_${part}`),
);

/** Every name that the platform's own metrics have in Prometheus. */
export const registeredNames: ReadonlySet<string> = new Set(Object.values(METRICS).flatMap(prometheusNames));
