import type { replayReport } from './report.ts';

type Report = ReturnType<typeof replayReport>;

const most = 5;

/** Summarises a replay in words; the report has everything. */
export function replaySummary(report: Report): string {
  const {
    durationSeconds: { p50, p90, p95, max },
    directlyFollows,
  } = report;
  const lines = [
    '',
    `${count(report.cases, 'case')}, ${count(report.events, 'event')}, ` +
      `${count(report.activities, 'activity', 'activities')}, ` +
      `${count(report.resources, 'resource')}, ${count(report.variants, 'variant')}`,
    `Durations: half within ${days(p50)}, 90 % within ${days(p90)}, 95 % within ${days(p95)}, ` +
      `longest ${days(max)}`,
    `Hand-overs: ${number(report.handovers)}; most cases open at once: ${number(report.maxOpenCases)}`,
    report.closedAfterDeadline === null
      ? 'The cases have no deadlines.'
      : `Closed after their deadline: ${number(report.closedAfterDeadline)}`,
    ...(directlyFollows.length > 0
      ? [
          'Most frequent transitions:',
          ...directlyFollows
            .slice(0, most)
            .map(({ from, to, count: times }) => `  ${number(times).padStart(8)} × ${from} → ${to}`),
        ]
      : []),
    ...named('Could not be read', report.malformed, ({ line, reason }) => `line ${line}: ${reason}`),
    ...named('Refused by the platform', report.refused, (refused) => `${refused.case}: ${refused.reason}`),
    `Took ${report.seconds.toFixed(1)} s, ${number(report.eventsPerSecond)} events/s`,
  ];
  return lines.join('\n');
}

function named<Item>(title: string, items: readonly Item[], line: (item: Item) => string): string[] {
  if (items.length === 0) return [];
  const rest = items.length - most;
  return [
    `${title}: ${number(items.length)}`,
    ...items.slice(0, most).map((item) => `  ${line(item)}`),
    ...(rest > 0 ? [`  and ${number(rest)} more, all in the report`] : []),
  ];
}

const number = (value: number): string => value.toLocaleString('en-US');
const count = (value: number, one: string, many = `${one}s`): string =>
  `${number(value)} ${value === 1 ? one : many}`;

function days(seconds: number): string {
  if (seconds < 3_600) return `${(seconds / 60).toFixed(1)} min`;
  return seconds < 86_400 ? `${(seconds / 3_600).toFixed(1)} h` : `${(seconds / 86_400).toFixed(1)} days`;
}
