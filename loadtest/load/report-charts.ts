import { chart } from './chart.ts';
import type { LoadResult } from './load-result.ts';

const colours = [
  '#1d70b8',
  '#d4351c',
  '#00703c',
  '#f47738',
  '#4c2c92',
  '#28a197',
  '#801650',
  '#505a5f',
] as const;
const colour = (index: number): string => colours[index % colours.length] ?? colours[0];

/**
 * Charts of a run by the second: responses, their durations, and each process's memory where it was sampled.
 */
export function reportCharts({ seconds, memory, events }: LoadResult): readonly string[] {
  const points = (of: (second: LoadResult['seconds'][number]) => number) =>
    seconds.map((second) => [second.at, of(second)] as const);
  return [
    chart(
      'Answers',
      'a second',
      [
        { name: 'answered', colour: colour(0), points: points(({ answered }) => answered) },
        { name: 'turned away', colour: colour(3), points: points(({ shed }) => shed) },
        { name: 'failed', colour: colour(1), points: points(({ failed }) => failed) },
      ],
      events,
    ),
    chart(
      'Response time',
      'ms',
      [
        { name: 'median', colour: colour(2), points: points(({ p50 }) => p50) },
        { name: 'p95', colour: colour(0), points: points(({ p95 }) => p95) },
        { name: 'p99', colour: colour(1), points: points(({ p99 }) => p99) },
      ],
      events,
    ),
    ...(memory.length === 0 ? [] : [memoryChart(memory, events)]),
  ];
}

const memoryChart = (memory: LoadResult['memory'], events: LoadResult['events']): string =>
  chart(
    'Memory of each process',
    'MB (PSS)',
    memory.map(({ name, points }, index) => ({
      name,
      colour: colour(index),
      points: points.map(({ at, megabytes }) => [at, megabytes] as const),
    })),
    events,
  );
