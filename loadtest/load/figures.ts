import type { Figure } from './load-result.ts';
import type { K6Summary } from './promises.ts';

const counted = [
  ['lives', 'lives'],
  ['acknowledged', 'commands acknowledged'],
  ['told', 'events sent to open pages'],
] as const;
const timed = [
  ['command', 'a command'],
  ['page', 'a page'],
  ['query', 'a question'],
] as const;

/** Returns the figures of a run: rates, durations, what was shed and what failed. */
export function figuresOf({ metrics }: K6Summary): readonly Figure[] {
  const figures: Figure[] = [];
  for (const [metric, name] of counted) {
    const rate = metrics[metric]?.values['rate'];
    if (rate !== undefined)
      figures.push({ name: `${name} a second`, value: rate, unit: '/s', better: 'more' });
  }
  for (const [metric, name] of timed) {
    const values = metrics[metric]?.values;
    if (values === undefined) continue;
    for (const [stat, half] of [
      ['med', 'median'],
      ['p(95)', 'p95'],
      ['p(99)', 'p99'],
      ['max', 'longest'],
    ] as const) {
      figures.push({ name: `${name}, ${half}`, value: values[stat] ?? 0, unit: 'ms', better: 'less' });
    }
  }
  figures.push({
    name: 'turned away',
    value: metrics['shed']?.values['count'] ?? 0,
    unit: '',
    better: 'less',
  });
  figures.push({ name: 'failed', value: metrics['failed']?.values['passes'] ?? 0, unit: '', better: 'less' });
  return figures;
}
