import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '@egov/chassis/testing';
import { platformClients, type PlatformClients } from '@egov/local';
import { raiseOwnPlatform, type OwnPlatform } from '../platform/own-platform.ts';
import { importIdOf } from './import-identity.ts';
import { platformTarget } from './platform-target.ts';
import { xesColumns } from './source/csv-columns.ts';
import { replayersInto } from './test-support/replayer.ts';

// So many that what is killed when the first hundred events are known is far from the end.
const [cases, eventsACase] = [600, 10];
let folder: string;
let platform: OwnPlatform;
let clients: PlatformClients;
let replayers: Awaited<ReturnType<typeof replayersInto>>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'egov-replay-test-'));
  platform = await raiseOwnPlatform({ folder });
  clients = platformClients({
    services: platform.services,
    token: platform.tokenOf('replay'),
  });
  replayers = await replayersInto(platform, folder);
});
afterAll(async () => {
  replayers.close();
  clients.close();
  await platform.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A log that no other test replays. */
function aLog(name: string): string {
  const row = (number: number, step: number) =>
    [
      `${name} ${number}`,
      `step ${(number * step) % 5}`,
      `2026-07-06T0${Math.floor(step / 2)}:${String(step).padStart(2, '0')}:00+07:00`,
      step % 3 === 0 ? '' : `official ${number % 4}`,
    ].join(',');
  const file = join(folder, `${name}.csv`);
  writeFileSync(
    file,
    [
      'case:concept:name,concept:name,time:timestamp,org:resource',
      ...Array.from({ length: cases * eventsACase }, (_, index) =>
        row(index % cases, Math.floor(index / cases)),
      ),
    ].join('\n'),
  );
  return file;
}

async function eventsKnownOf(file: string): Promise<number> {
  const scope = {
    importId: await importIdOf(file, xesColumns),
    fromAt: undefined,
    beforeAt: undefined,
  };
  return Number((await platformTarget(clients, {}).getProcessStatistics({ scope, top: 1 })).eventCount);
}

const underWay = (file: string) => eventually(async () => (await eventsKnownOf(file)) > 100, { every: 20 });
const figures = ({ seconds: _seconds, eventsPerSecond: _rate, ...report }: Record<string, unknown>) => report;

test('a replay that was killed continues where it was, and another run changes nothing', async () => {
  const file = aLog('killed');
  const first = replayers.start(file);
  await underWay(file);
  await first.kill();
  expect(await eventsKnownOf(file)).toBeLessThan(cases * eventsACase);

  const second = replayers.start(file);
  expect(await second.ended).toMatchObject({ code: 0 });
  const report = second.report();
  expect(report).toMatchObject({
    cases,
    events: cases * eventsACase,
    resources: 4,
    malformed: [],
    refused: [],
  });

  const third = replayers.start(file);
  expect(await third.ended).toMatchObject({ code: 0 });
  expect(figures(third.report())).toEqual(figures(report));
});

test('a replay continues after procedures was killed and raised again', async () => {
  const file = aLog('interrupted');
  const replay = replayers.start(file);
  await underWay(file);
  await platform.replace('procedures', () => eventually(() => replay.said().includes('UNAVAILABLE')));
  expect(await replay.ended).toMatchObject({ code: 0 });
  expect(replay.report()).toMatchObject({ cases, events: cases * eventsACase, malformed: [], refused: [] });
});
