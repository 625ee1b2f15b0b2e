import { Readable } from 'node:stream';
import { expect, test } from '@jest/globals';
import { promisesOf } from './promises.ts';
import { gatherSeconds } from './seconds.ts';
import { flatMemory } from './watch-memory.ts';

const began = Date.parse('2026-11-23T00:30:00Z');
const sample = (metric: string, second: number, value: number): string =>
  JSON.stringify({
    type: 'Point',
    metric,
    data: { time: new Date(began + second * 1_000).toISOString(), value },
  });

test('responses are counted in the second in which they came, including seconds without any', async () => {
  const gathered = gatherSeconds(began);
  await gathered.read(
    Readable.from([
      [
        '{"type":"Metric","metric":"command","data":{}}',
        sample('command', 0.2, 10),
        sample('command', 0.9, 30),
        sample('shed', 2.5, 1),
        sample('failed', 2.6, 1),
        sample('failed', 2.7, 0),
        sample('vus', 2.8, 4),
      ].join('\n'),
    ]),
  );
  expect(gathered.seconds()).toEqual([
    { at: 0, answered: 2, p50: 10, p95: 30, p99: 30, shed: 0, failed: 0 },
    { at: 1, answered: 0, p50: 0, p95: 0, p99: 0, shed: 0, failed: 0 },
    { at: 2, answered: 0, p50: 0, p95: 0, p99: 0, shed: 1, failed: 1 },
  ]);
});

test('each threshold is a promise with its measured value', () => {
  expect(
    promisesOf({
      metrics: {
        command: {
          type: 'trend',
          contains: 'time',
          values: { 'p(95)': 103.42 },
          thresholds: { 'p(95)<100': { ok: false } },
        },
        failed: {
          type: 'rate',
          contains: 'default',
          values: { rate: 0, passes: 0 },
          thresholds: { 'rate==0': { ok: true } },
        },
        vus: { type: 'gauge', contains: 'default', values: { value: 3 } },
      },
    }),
  ).toEqual([
    { measure: 'command', must: 'p(95)<100', was: '103.4 ms', kept: false },
    { measure: 'failed', must: 'rate==0', was: '0.00 %', kept: true },
  ]);
});

const memoryOver = (megabytes: (index: number) => number) => [
  { name: 'procedures', points: Array.from({ length: 100 }, (_, at) => ({ at, megabytes: megabytes(at) })) },
];

test('a process with as much memory at the end as when it was warm is flat, however it began', () => {
  expect(flatMemory(memoryOver((at) => (at < 20 ? at * 10 : 200 + (at % 3))))).toMatchObject([
    { kept: true },
  ]);
});

test('a process that grows steadily is not flat', () => {
  expect(flatMemory(memoryOver((at) => 100 + at))).toMatchObject([
    { measure: 'memory of procedures', was: '145 MB when warm, 195 MB', kept: false },
  ]);
});
