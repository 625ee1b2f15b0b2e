import type { Observers } from '../platform/start-observers.ts';

/** Lists where traces, metrics and logs can be seen. */
export const whereToWatch = ({ prometheus, collector, viewer }: Observers): string =>
  [
    'To watch',
    `  metrics, alerts      ${prometheus.url}/graph, ${prometheus.url}/alerts`,
    `  traces               ${viewer.url} (the last ones; all: ${collector.traces}, OTLP as JSON, ` +
      'one batch a line)',
    `  logs                 ${collector.logs}`,
  ].join('\n');
