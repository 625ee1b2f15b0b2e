import { expect, test } from '@jest/globals';
import type { Assumptions, Measurements } from './inputs.ts';
import { sizeOf } from './size.ts';

const given = (value: number) => ({ value, source: 'test' });
const measured = (value: number) => ({ value, unit: 'ms', by: 'test' });

/** A year of one day of one hour: 3,600 dossiers are one a second. */
const assumed: Assumptions = {
  workingDays: given(1),
  hoursADay: given(1),
  busiestDay: given(2),
  busiestHour: given(3),
  busiestMinute: given(5),
  pagesADossier: given(10),
  utilisation: given(0.5),
  logUtilisation: given(0.5),
  nodesAPartition: given(3),
};
const costs: Measurements = {
  at: '2026-01-01T00:00:00.000Z',
  machine: 'test',
  loadBefore: 0,
  cpuOfLife: measured(30),
  cpuOfLifeInLog: measured(10),
  cpuOfPage: measured(4),
  bytesInLog: measured(2_000),
  bytesInReadModel: measured(1_000),
  appendsOfLife: measured(4),
  appendsOfLog: measured(100),
};
const size = (dossiersAYear: number, more: Partial<Assumptions> = {}) =>
  sizeOf({ dossiersAYear }, costs, { ...assumed, ...more });

test('the busiest minute is the average times the busiest day, hour and minute', () => {
  expect(size(3_600)).toMatchObject({
    livesOnAverage: 1,
    livesAtPeak: 30,
    appendsAtPeak: 120,
    pagesAtPeak: 300,
  });
});

test('cores are the work of the peak plus what must stay free; the log has its own', () => {
  const { cores, coresOfLog } = size(3_600);
  expect(cores).toBeCloseTo((30 * 20 + 300 * 4) / 1_000 / 0.5);
  expect(coresOfLog).toBeCloseTo((30 * 10) / 1_000 / 0.5);
});

test('an office without dossiers still has one log of three machines', () => {
  expect(size(1)).toMatchObject({ partitions: 1, logNodes: 3 });
});

test('another partition is needed as soon as the peak exceeds what one may take', () => {
  const atLimit = { busiestDay: given(12.5), busiestHour: given(1), busiestMinute: given(1) };
  expect(size(3_600, atLimit).partitions).toBe(1);
  expect(size(3_601, atLimit).partitions).toBe(2);
});

test('the bytes of a year are those of its dossiers', () => {
  expect(size(1_000_000)).toMatchObject({ logGigabytes: 2, readModelGigabytes: 1 });
});
