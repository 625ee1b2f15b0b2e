import { join } from 'node:path';

/** Where the chart finds the dashboards. */
export const dashboardFolder = join(
  import.meta.dirname,
  '..',
  '..',
  '..',
  '..',
  'charts',
  'telemetry',
  'dashboards',
);
