// Writes the list of services into the umbrella, and the golden renders after an intended change:
// npm run exec -- node test/charts/renew-golden.ts. Review the difference like any other.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { listInCharts } from './list-in-charts.ts';
import { chartRendering, goldenOf, siteNames, withoutDashboards } from './rendering.ts';
import { valuesDocument, valuesPage } from './values-document.ts';

for (const [file, text] of listInCharts()) writeFileSync(file, text);
writeFileSync(valuesDocument, valuesPage());
const { render, close } = await chartRendering();
try {
  for (const site of siteNames) {
    mkdirSync(dirname(goldenOf(site)), { recursive: true });
    writeFileSync(goldenOf(site), withoutDashboards(await render(site)));
  }
} finally {
  close();
}
