import { expect, test } from '@jest/globals';
import { processFigures, type StepRow } from './process-figures.ts';

const minute = 60_000;
const steps = (
  ...rows: [caseKey: number, activity: string, resource: string | null, minutes: number][]
): StepRow[] =>
  rows.map(([caseKey, activity, resource, minutes]) => ({
    caseKey,
    activity,
    resource,
    at: minutes * minute,
  }));

test('two dossiers with the same activities are one variant', () => {
  const figures = processFigures(
    steps(
      [1, 'receive', 'Lan', 0],
      [1, 'sign', 'Minh', 5],
      [2, 'receive', 'Lan', 1],
      [2, 'sign', 'Lan', 2],
      [3, 'receive', 'Lan', 3],
    ),
  );
  expect(figures.variants).toEqual([
    { activities: ['receive', 'sign'], count: 2 },
    { activities: ['receive'], count: 1 },
  ]);
  expect(figures.directlyFollows).toEqual([{ from: 'receive', to: 'sign', count: 2 }]);
  expect(figures.startActivities).toEqual([{ name: 'receive', count: 3 }]);
  expect(figures.endActivities).toEqual([
    { name: 'sign', count: 2 },
    { name: 'receive', count: 1 },
  ]);
});

test('a change of resource is a hand-over, also to or from nobody, not from nobody to nobody', () => {
  const figures = processFigures(
    steps(
      [1, 'a', 'Lan', 0],
      [1, 'b', 'Minh', 1],
      [1, 'c', null, 2],
      [1, 'd', null, 3],
      [1, 'e', 'Lan', 4],
      [1, 'f', 'Lan', 5],
    ),
  );
  expect(figures.handovers).toBe(3);
});

test("order is the log's, the duration is from the earliest instant to the latest", () => {
  const figures = processFigures(
    steps([1, 'late', 'Lan', 10], [1, 'early', 'Lan', 4], [1, 'last', 'Lan', 4]),
  );
  expect(figures.variants[0]?.activities).toEqual(['late', 'early', 'last']);
  expect(figures.durations.max).toBe(360);
});

test('a dossier that opens as another closes counts as concurrent', () => {
  expect(
    processFigures(steps([1, 'a', null, 0], [1, 'b', null, 5], [2, 'a', null, 5], [2, 'b', null, 9]))
      .maxOpenCases,
  ).toBe(2);
  expect(
    processFigures(steps([1, 'a', null, 0], [1, 'b', null, 5], [2, 'a', null, 6], [2, 'b', null, 9]))
      .maxOpenCases,
  ).toBe(1);
});

test('the median is the mean of the middle two, the quantiles the element at floor(q·n)', () => {
  const figures = processFigures(
    [1, 2, 3, 10].flatMap((minutes, caseKey) =>
      steps([caseKey, 'a', null, 0], [caseKey, 'b', null, minutes]),
    ),
  );
  expect(figures.durations).toEqual({ p50: 150, p90: 600, p95: 600, max: 600, mean: 240 });
});

test('without steps all figures are zero', () => {
  expect(processFigures([])).toEqual({
    events: 0,
    resources: 0,
    variants: [],
    activityCounts: [],
    startActivities: [],
    endActivities: [],
    directlyFollows: [],
    handovers: 0,
    maxOpenCases: 0,
    durations: { p50: 0, p90: 0, p95: 0, max: 0, mean: 0 },
  });
});
