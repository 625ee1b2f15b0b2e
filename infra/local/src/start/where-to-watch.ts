import type { Observers } from '../platform/start-observers.ts';

/** Says where what is observed can be seen. No trace viewer with pages can be had from package registries, so traces are lines in a file. */
export const whereToWatch = ({ prometheus, collector }: Observers): string => [
  'To watch',
  `  metrics, alerts      ${prometheus.url}/graph, ${prometheus.url}/alerts`,
  `  traces               ${collector.traces} (OTLP as JSON, one batch a line)`,
  `  logs                 ${collector.logs}`,
].join('\n');
