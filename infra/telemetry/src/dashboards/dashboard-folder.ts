import { join } from 'node:path';

/** The folder of the dashboards in the chart. */
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
