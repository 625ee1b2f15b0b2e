import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { grafanaJson } from './dashboards/dashboard.ts';
import { dashboardFolder } from './dashboards/dashboard-folder.ts';
import { dashboards } from './dashboards/mod.ts';

await new Command('dashboards')
  .description(
    'Writes the dashboards of infra/telemetry/src/dashboards to charts/telemetry/dashboards, as Grafana reads them.',
  )
  .action(() => {
    mkdirSync(dashboardFolder, { recursive: true });
    for (const old of readdirSync(dashboardFolder).filter((name) => name.endsWith('.json')))
      rmSync(join(dashboardFolder, old));
    for (const dashboard of dashboards)
      writeFileSync(join(dashboardFolder, `${dashboard.uid}.json`), grafanaJson(dashboard));
    process.stdout.write(`${dashboards.length} dashboards written to charts/telemetry/dashboards.\n`);
  })
  .parseAsync();
