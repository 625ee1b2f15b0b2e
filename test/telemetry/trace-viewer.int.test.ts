import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { eventually } from '@egov/chassis/testing';
import { freePort, startCollector, startZipkin, type Collector, type Zipkin } from '@egov/local';

// The first run downloads the viewer.
jest.setTimeout(600_000);

let folder: string;
const ends: (() => unknown)[] = [];
let viewer: Zipkin;
let collector: Collector;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'egov-viewer-'));
  ends.push(() => rmSync(folder, { recursive: true, force: true }));
  viewer = await startZipkin({ port: await freePort(), logFile: join(folder, 'zipkin.log') });
  ends.push(() => viewer.stop());
  const ports = { otlp: await freePort(), metrics: await freePort(), health: await freePort() };
  collector = await startCollector({
    folder,
    ports,
    viewer: viewer.spans,
    logFile: join(folder, 'otel-collector.log'),
  });
  ends.push(() => collector.stop());
});
afterAll(async () => {
  for (const end of ends.toReversed()) await end();
});

test('a trace is found in the viewer of a local platform, without personal data', async () => {
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint, OTEL_SERVICE_NAME: 'procedures' };
  await promisify(execFile)(
    process.execPath,
    ['--import', '@egov/chassis/telemetry', join(import.meta.dirname, 'test-support', 'emit-two-spans.ts')],
    { env, cwd: join(import.meta.dirname, '..') },
  );
  const found = await eventually(
    async () => {
      const traces = await (
        await fetch(viewer.spans.replace('spans', 'traces?serviceName=procedures&limit=10'))
      ).text();
      return traces.includes('fails') && traces;
    },
    { every: 200 },
  );
  expect(found).toContain('egov.note');
  for (const personal of ['0912345678', '025200000001', 'an@phutho.example'])
    expect(found).not.toContain(personal);
  const page = await fetch(viewer.url);
  expect([page.status, page.headers.get('content-type')]).toEqual([
    200,
    expect.stringContaining('text/html'),
  ]);
});
