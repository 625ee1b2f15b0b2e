import { expect, test } from '@jest/globals';
import { tally } from './tally.ts';

test('a run reports how many commands failed and why, their times, and the longest silence', () => {
  let clock = 0;
  const run = tally(() => clock);
  for (const milliseconds of [10, 20, 30]) {
    clock += 100;
    run.told(milliseconds);
  }
  clock += 900;
  run.told(5, new Error('UNAVAILABLE: away'));
  clock += 100;
  run.told(40);
  expect(run.result(2, 0, 0)).toEqual({
    commands: 5,
    failed: 1,
    lives: 2,
    lost: 0,
    sameCode: 0,
    p50: 30,
    p95: 40,
    worst: 40,
    longestSilence: 1000,
    failures: { 'UNAVAILABLE: away': 1 },
  });
});

test('a run in which nothing was acknowledged is reported as such', () => {
  expect(tally(() => 0).result(0, 0, 0)).toEqual({
    commands: 0,
    failed: 0,
    lives: 0,
    lost: 0,
    sameCode: 0,
    p50: 0,
    p95: 0,
    worst: 0,
    longestSilence: 0,
    failures: {},
  });
});
