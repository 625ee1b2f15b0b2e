import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '@egov/chassis/testing';
import { freePort, startCollector, type Collector } from '@egov/local';
import { parseAllDocuments } from 'yaml';
import { chartRendering } from '../charts/rendering.ts';
import { startOtlpReceiver, type OtlpReceiver } from '../support/otlp-receiver.ts';

let folder: string;
let store: OtlpReceiver;
const ends: (() => unknown)[] = [];
let collector: Collector;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'egov-collector-'));
  ends.push(() => rmSync(folder, { recursive: true, force: true }));
  store = await startOtlpReceiver();
  ends.push(() => store.close());
  const ports = { otlp: await freePort(), metrics: await freePort(), health: await freePort() };
  const config = join(folder, 'collector.yaml');
  writeFileSync(
    config,
    (await asInADataCentre(new URL(store.endpoint).host))
      .replace('0.0.0.0:4317', `127.0.0.1:${ports.otlp}`)
      .replace('0.0.0.0:8889', `127.0.0.1:${ports.metrics}`)
      .replace('0.0.0.0:13133', `127.0.0.1:${ports.health}`)
      .replace('decision_wait: 10s', 'decision_wait: 1s')
      .replace('flush_interval: 15s', 'flush_interval: 1s'),
  );
  collector = await startCollector({ folder, ports, logFile: join(folder, 'otel-collector.log'), config });
  ends.push(() => collector.stop());
});
afterAll(async () => {
  for (const end of ends.toReversed()) await end();
});

/** The chart's own settings, for a site that keeps no trace of successful, fast requests. */
async function asInADataCentre(endpoint: string): Promise<string> {
  const charts = await chartRendering();
  try {
    const rendered = await charts.render(
      'staging',
      '--set',
      'global.telemetry.keptPercent=0',
      '--set',
      `global.telemetry.store.endpoint=${endpoint}`,
      '--set',
      'global.telemetry.store.insecure=true',
    );
    const settings = parseAllDocuments(rendered)
      .map(
        (document) =>
          document.toJS() as {
            kind?: string;
            metadata?: { name: string };
            data?: Record<string, string>;
          } | null,
      )
      .find((each) => each?.kind === 'ConfigMap' && each.metadata?.name === 'otel-collector');
    return settings?.data?.['collector.yaml'] ?? '';
  } finally {
    charts.close();
  }
}

test('a data centre’s collector keeps failures, drops successes, and redacts personal data', async () => {
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint, OTEL_SERVICE_NAME: 'procedures' };
  await promisify(execFile)(
    process.execPath,
    ['--import', '@egov/chassis/telemetry', join(import.meta.dirname, 'test-support', 'emit-two-spans.ts')],
    { env, cwd: join(import.meta.dirname, '..') },
  );
  await eventually(() => store.spans().length > 0);
  expect(store.spans().map(({ name }) => name)).toEqual(['fails']);
  const kept = store.bytes().toString('utf8');
  expect(kept).toContain('egov.note');
  for (const personal of ['0912345678', '025200000001', 'an@phutho.example'])
    expect(kept).not.toContain(personal);
});

test('an exemplar of a metric names a trace that was kept', async () => {
  const figures = async () =>
    (
      await (
        await fetch(`http://${collector.metrics}/metrics`, {
          headers: { accept: 'application/openmetrics-text; version=1.0.0' },
        })
      ).text()
    ).split('\n');
  const named = await eventually(
    async () =>
      (await figures()).find(
        (line) => line.startsWith('egov_traces_duration_milliseconds_bucket') && line.includes('trace_id='),
      ),
    { every: 200 },
  );
  expect(named).toMatch(/job="procedures".*span_name="fails"/u);
  expect(/trace_id="(\w+)"/u.exec(named)?.[1]).toBe(store.spans()[0]?.traceId);
});
