import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { grafanaJson } from './dashboards/dashboard.ts';
import { dashboardFolder } from './dashboards/dashboard-folder.ts';
import { dashboards } from './dashboards/mod.ts';
import { metricsIn } from './metrics-in.ts';
import { namesOfKeptTraces, registeredNames } from './prometheus-names.ts';
import { processDownRule, processDownTest } from './process-down.ts';
import { ruleFolder, rules } from './rule-files.ts';

test('the dashboards in the chart equal the code, as the command of the README writes them', () => {
  const written = Object.fromEntries(
    readdirSync(dashboardFolder)
      .filter((name) => name.endsWith('.json'))
      .map((name) => [name, readFileSync(join(dashboardFolder, name), 'utf8')]),
  );
  expect(written).toEqual(
    Object.fromEntries(dashboards.map((dashboard) => [`${dashboard.uid}.json`, grafanaJson(dashboard)])),
  );
});

test('the alert on processes and its test equal the list, as the same command writes them', () => {
  const inFolder = (...path: string[]) => readFileSync(join(ruleFolder, ...path), 'utf8');
  expect([inFolder('process-down.yaml'), inFolder('tests', 'process-down.test.yaml')]).toEqual([
    processDownRule,
    processDownTest,
  ]);
});

test('dashboards query only what is measured or recorded', () => {
  const known = new Set([...registeredNames, ...namesOfKeptTraces, ...rules.map(({ record }) => record)]);
  const asked = dashboards.flatMap(({ panels }) =>
    panels.flatMap(({ queries }) => queries.flatMap(({ expr }) => metricsIn(expr))),
  );
  expect(asked.filter((metric) => !known.has(metric))).toEqual([]);
  expect(asked.length).toBeGreaterThan(50);
});

test('every metric of the registry is used by a rule or a dashboard', () => {
  const asked = new Set(
    [
      ...rules.map(({ expr }) => expr),
      ...dashboards.flatMap(({ panels }) => panels.flatMap(({ queries }) => queries.map(({ expr }) => expr))),
    ].flatMap(metricsIn),
  );
  const stems = new Set([...asked].map((metric) => metric.replace(/_(bucket|sum|count)$/u, '')));
  expect(
    [...registeredNames].filter((name) => !stems.has(name.replace(/_(bucket|sum|count)$/u, ''))),
  ).toEqual([]);
});

test('panels do not overlap', () => {
  for (const dashboard of dashboards) {
    const { panels } = JSON.parse(grafanaJson(dashboard)) as {
      panels: readonly { gridPos: { x: number; y: number; w: number } }[];
    };
    const cells = panels.flatMap(({ gridPos: { x, y, w } }) =>
      Array.from({ length: w }, (_, column) => `${x + column},${y}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
  }
});
