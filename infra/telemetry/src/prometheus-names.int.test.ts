import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '@egov/chassis/testing';
import { freePort, startCollector, type Collector } from '@egov/local';
import { registeredNames } from './prometheus-names.ts';

let folder: string;
let collector: Collector;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'egov-collector-'));
  const ports = { otlp: await freePort(), metrics: await freePort(), health: await freePort() };
  collector = await startCollector({ folder, ports, logFile: join(folder, 'otel-collector.log') });
}, 600_000);
afterAll(async () => {
  await collector.stop();
  await rm(folder, { recursive: true, force: true });
});

test('metrics reach Prometheus under the names in rules and dashboards, with their service', async () => {
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint, OTEL_SERVICE_NAME: 'procedures' };
  await promisify(execFile)(
    process.execPath,
    [
      '--import',
      '@egov/chassis/telemetry',
      join(import.meta.dirname, 'test-support', 'measure-everything.ts'),
    ],
    { env, cwd: join(import.meta.dirname, '..') },
  );
  const scraped = async () =>
    (await (await fetch(`http://${collector.metrics}/metrics`)).text())
      .split('\n')
      .filter((line) => line.startsWith('egov_'));
  await eventually(async () => (await scraped()).length > 0);
  const lines = await scraped();
  expect(new Set(lines.map((line) => line.replace(/\{.*/u, '')))).toEqual(registeredNames);
  expect(lines.filter((line) => !/job="procedures"/u.test(line) || !/instance="[\w-]+"/u.test(line))).toEqual(
    [],
  );
});
