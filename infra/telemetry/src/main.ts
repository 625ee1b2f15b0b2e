import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { grafanaJson } from './dashboards/dashboard.ts';
import { dashboardFolder } from './dashboards/dashboard-folder.ts';
import { dashboards } from './dashboards/mod.ts';
import { processDownRule, processDownTest } from './process-down.ts';
import { ruleFolder } from './rule-files.ts';

await new Command('dashboards')
  .description(
    'Writes to charts/telemetry the dashboards of infra/telemetry/src/dashboards, ' +
      'as Grafana reads them, and the alert on each process of the list.',
  )
  .action(() => {
    mkdirSync(dashboardFolder, { recursive: true });
    for (const old of readdirSync(dashboardFolder).filter((name) => name.endsWith('.json')))
      rmSync(join(dashboardFolder, old));
    for (const dashboard of dashboards)
      writeFileSync(join(dashboardFolder, `${dashboard.uid}.json`), grafanaJson(dashboard));
    writeFileSync(join(ruleFolder, 'process-down.yaml'), processDownRule);
    writeFileSync(join(ruleFolder, 'tests', 'process-down.test.yaml'), processDownTest);
    process.stdout.write(
      `${dashboards.length} dashboards and the alert on processes were written to charts/telemetry.\n`,
    );
  })
  .parseAsync();
