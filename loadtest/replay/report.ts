import type {
  GetProcessStatisticsResponse,
  NamedCount,
} from '@egov/proto/egov/procedures/v1/statistics_service';
import type { ReplayOutcome } from './replay-log.ts';

/**
 * Writes the report: every figure of the log comes from the platform; only what never reached it comes from
 * the replay.
 */
export function replayReport(
  statistics: GetProcessStatisticsResponse,
  outcome: ReplayOutcome,
  seconds: number,
) {
  const durations = statistics.durationSeconds;
  return {
    cases: statistics.caseCount,
    events: statistics.eventCount,
    activities: statistics.activityCount,
    resources: statistics.resourceCount,
    variants: statistics.variantCount,
    activityCounts: counts(statistics.activityCounts),
    startActivities: counts(statistics.startActivities),
    endActivities: counts(statistics.endActivities),
    directlyFollows: statistics.directlyFollows.map(({ from, to, count }) => ({ from, to, count })),
    handovers: statistics.handoverCount,
    maxOpenCases: statistics.maxOpenCaseCount,
    durationSeconds: {
      p50: durations?.p50 ?? 0,
      p90: durations?.p90 ?? 0,
      p95: durations?.p95 ?? 0,
      max: durations?.max ?? 0,
      mean: durations?.mean ?? 0,
    },
    caseAttributes: Object.fromEntries(
      statistics.caseAttributes.map(({ attribute, values }) => [attribute, counts(values)]),
    ),
    closedAfterDeadline: statistics.closedAfterDeadlineCount ?? null,
    malformed: outcome.malformed,
    refused: outcome.refused,
    seconds: Math.round(seconds * 1000) / 1000,
    eventsPerSecond: seconds > 0 ? Math.round(outcome.replayed.events / seconds) : 0,
  };
}

const counts = (named: readonly NamedCount[]): Record<string, number> =>
  Object.fromEntries(named.map(({ name, count }) => [name ?? 'unnamed', count]));
