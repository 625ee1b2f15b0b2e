/**
 * A step of a case: rows come grouped by case, in the order of the log. Instants are milliseconds since 1970.
 */
export type StepRow = Readonly<{ caseKey: number; activity: string; resource: string | null; at: number }>;

export type NamedCount = Readonly<{ name: string; count: number }>;

/**
 * Durations of cases in seconds, earliest to latest instant. p50 is the mean of the middle two, p90 and p95
 * the element at floor(q·n).
 */
export type DurationFigures = Readonly<{ p50: number; p90: number; p95: number; max: number; mean: number }>;

/** Process mining figures of a set of cases. */
export type ProcessFigures = Readonly<{
  events: number;
  resources: number;
  variants: readonly Readonly<{ activities: readonly string[]; count: number }>[];
  activityCounts: readonly NamedCount[];
  startActivities: readonly NamedCount[];
  endActivities: readonly NamedCount[];
  directlyFollows: readonly Readonly<{ from: string; to: string; count: number }>[];
  /** Successive events of a case with different resources, or one absent. */
  handovers: number;
  /** Maximum number of cases open at once; at the same instant a start counts before an end. */
  maxOpenCases: number;
  durations: DurationFigures;
}>;

/**
 * Mines the steps of many cases in one pass. Order inside a case is the log's, never the clock's: real logs
 * repeat instants.
 */
export function processFigures(steps: Iterable<StepRow>): ProcessFigures {
  const tally = caseTally();
  for (const row of steps) tally.add(row);
  return figuresOf(tally.end());
}

function caseTally() {
  const activities = new Map<string, number>();
  const starts = new Map<string, number>();
  const ends = new Map<string, number>();
  const follows = new Map<string, number>();
  const variants = new Map<string, number>();
  const resources = new Set<string>();
  const opened: number[] = [];
  const closed: number[] = [];
  let events = 0;
  let handovers = 0;
  let open: { key: number; trace: string[]; last: StepRow; from: number; until: number } | undefined;

  const close = () => {
    if (!open) return;
    count(ends, open.last.activity);
    count(variants, JSON.stringify(open.trace));
    opened.push(open.from);
    closed.push(open.until);
    open = undefined;
  };
  return {
    add(row: StepRow) {
      events += 1;
      count(activities, row.activity);
      if (row.resource !== null) resources.add(row.resource);
      if (open?.key !== row.caseKey) {
        close();
        count(starts, row.activity);
        open = { key: row.caseKey, trace: [row.activity], last: row, from: row.at, until: row.at };
        return;
      }
      count(follows, JSON.stringify([open.last.activity, row.activity]));
      if (open.last.resource !== row.resource) handovers += 1;
      open.trace.push(row.activity);
      open.last = row;
      open.from = Math.min(open.from, row.at);
      open.until = Math.max(open.until, row.at);
    },
    end: () => {
      close();
      return { events, handovers, resources, activities, starts, ends, follows, variants, opened, closed };
    },
  };
}

const figuresOf = (tally: ReturnType<ReturnType<typeof caseTally>['end']>): ProcessFigures => ({
  events: tally.events,
  handovers: tally.handovers,
  resources: tally.resources.size,
  variants: ranked(tally.variants).map(({ name, count: cases }) => ({
    activities: JSON.parse(name) as string[],
    count: cases,
  })),
  activityCounts: ranked(tally.activities),
  startActivities: ranked(tally.starts),
  endActivities: ranked(tally.ends),
  directlyFollows: ranked(tally.follows).map(({ name, count: times }) => {
    const [from, to] = JSON.parse(name) as [string, string];
    return { from, to, count: times };
  }),
  maxOpenCases: mostOpen(tally.opened, tally.closed),
  durations: durationFigures(
    tally.opened.map((from, index) => ((tally.closed[index] ?? from) - from) / 1000),
  ),
});

function count(map: Map<string, number>, name: string): void {
  map.set(name, (map.get(name) ?? 0) + 1);
}

/** Most frequent first, ties by name, so that two runs return the same. */
const ranked = (map: ReadonlyMap<string, number>): NamedCount[] =>
  [...map]
    .map(([name, times]) => ({ name, count: times }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));

function mostOpen(opened: readonly number[], closed: readonly number[]): number {
  const starts = Float64Array.from(opened).sort();
  const ends = Float64Array.from(closed).sort();
  let [most, ended] = [0, 0];
  starts.forEach((start, index) => {
    while ((ends[ended] ?? Infinity) < start) ended += 1;
    most = Math.max(most, index + 1 - ended);
  });
  return most;
}

function durationFigures(seconds: readonly number[]): DurationFigures {
  const sorted = Float64Array.from(seconds).sort();
  const n = sorted.length;
  if (n === 0) return { p50: 0, p90: 0, p95: 0, max: 0, mean: 0 };
  const element = (index: number) => sorted[Math.min(n - 1, index)] ?? 0;
  return {
    p50: n % 2 === 1 ? element((n - 1) / 2) : (element(n / 2 - 1) + element(n / 2)) / 2,
    p90: element(Math.floor(0.9 * n)),
    p95: element(Math.floor(0.95 * n)),
    max: element(n - 1),
    mean: sorted.reduce((sum, value) => sum + value, 0) / n,
  };
}
