import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { promtool } from '@egov/local';
import { parse } from 'yaml';
import { metricsIn } from './metrics-in.ts';
import { registeredNames } from './prometheus-names.ts';
import { ruleFiles, rules, ruleTests, workspace } from './rule-files.ts';

const checked = async (...args: readonly string[]): Promise<string> => {
  const { program, env } = await promtool();
  return (
    await promisify(execFile)(program, args, {
      env,
      cwd: join(workspace, 'charts', 'telemetry', 'rules', 'tests'),
    })
  ).stdout;
};
const alerts = rules.filter(({ alert }) => alert !== undefined);
type RuleTests = Readonly<{ tests: readonly { promql_expr_test: readonly { expr: string }[] }[] }>;
const asked = ruleTests
  .flatMap((file) => (parse(readFileSync(file, 'utf8')) as RuleTests).tests)
  .flatMap(({ promql_expr_test: questions }) => questions.map(({ expr }) => expr));

test('Prometheus accepts every rule', async () => {
  expect((await checked('check', 'rules', ...ruleFiles)).match(/SUCCESS/gu)).toHaveLength(ruleFiles.length);
}, 300_000);

test('every rule fires when it should, and not earlier', async () => {
  expect((await checked('test', 'rules', ...ruleTests)).match(/SUCCESS/gu)).toHaveLength(ruleTests.length);
}, 300_000);

test('no rule is without such a test', () => {
  expect(
    alerts.filter(({ alert }) => !asked.includes(`ALERTS{alertname="${alert}", alertstate="firing"}`)),
  ).toEqual([]);
  expect(
    rules.filter(({ record }) => record !== undefined && !asked.some((expr) => expr.includes(record))),
  ).toEqual([]);
});

test.each(alerts.map((rule) => [rule.alert, rule] as const))(
  '%s has a severity, a Vietnamese summary, and a page that says what to do',
  (_name, { labels, annotations }) => {
    expect(labels?.['severity']).toMatch(/^(critical|warning|info)$/u);
    expect(annotations?.['summary']).toMatch(/[ạảấầẩậắằặẻếềểệỉịọỏốồổộớờởợủụứừửữựýỳđ]/u);
    expect(existsSync(join(workspace, annotations?.['runbook'] ?? 'none'))).toBe(true);
  },
);

test('every page of the runbook is about an alert, or a task that the index lists', () => {
  const folder = join(workspace, 'docs', 'runbook');
  const deeds = [...readFileSync(join(folder, 'README.md'), 'utf8').matchAll(/\]\(([a-z-]+\.md)\)/gu)].map(
    ([, page]) => page,
  );
  const known = new Set([
    'README.md',
    ...deeds,
    ...alerts.map(({ annotations }) => annotations?.['runbook']?.replace('docs/runbook/', '')),
  ]);
  expect(readdirSync(folder).filter((page) => !known.has(page))).toEqual([]);
});

/**
 * Metrics that do not come from the platform: whether Prometheus reaches the collector, and a node's volumes.
 */
const OF_OTHERS = new Set([
  'up',
  'kubelet_volume_stats_available_bytes',
  'kubelet_volume_stats_capacity_bytes',
]);

test('rules query only what is measured', () => {
  const recorded = new Set(rules.map(({ record }) => record));
  const unknown = rules.flatMap(({ alert, record, expr }) =>
    metricsIn(expr)
      .filter((metric) => !registeredNames.has(metric) && !recorded.has(metric) && !OF_OTHERS.has(metric))
      .map((metric) => `${alert ?? record}: ${metric}`),
  );
  expect(unknown).toEqual([]);
  expect(metricsIn('sum by (job) (rate(egov_misspelt_total{a="b"}[5m])) > 0')).toEqual([
    'egov_misspelt_total',
  ]);
});
