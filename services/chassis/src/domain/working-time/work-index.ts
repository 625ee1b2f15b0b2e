import type { DayPlan, DayPlans } from './day-plans.ts';
import { dayTotals } from './day-totals.ts';
import { DAY_MS } from './local-date.ts';

/**
 * Working time on the wall clock, in milliseconds since local midnight of 1970-01-01; days are counted from
 * there too.
 */
export type WorkIndex = {
  planOf(day: number): DayPlan;
  /** The instant itself if within office hours, else the next opening. */
  normalise(wall: number): number;
  between(from: number, to: number): number;
  /** The earliest instant at which `ms` of work have passed since `from`. */
  add(from: number, ms: number): number;
  /** The day itself if it is a working day, else the next one. */
  workingDayFrom(day: number): number;
  nthWorkingDayAfter(day: number, n: number): number;
  /** Working days from `first` to `last`, both included. */
  countWorkingDays(first: number, last: number): number;
  /** The end of work of the day, or of the next working day when it has none. */
  closeOf(day: number): number;
};

const doneBy = (plan: DayPlan, ms: number): number =>
  plan.stretches.reduce((sum, { opens, closes }) => sum + Math.max(0, Math.min(ms, closes) - opens), 0);

function momentOf(plan: DayPlan, work: number): number {
  let left = work;
  for (const { opens, closes } of plan.stretches) {
    if (left <= closes - opens) return opens + left;
    left -= closes - opens;
  }
  throw new RangeError('more work than the day has');
}

export const dayOf = (wall: number): number => Math.floor(wall / DAY_MS);

export function workIndex(plans: DayPlans): WorkIndex {
  const { planOf, sum, seek } = dayTotals(plans);
  const workingDayFrom = (day: number): number => seek('days', day, 1).day;
  const normalise = (wall: number): number => {
    const day = dayOf(wall);
    const ms = wall - day * DAY_MS;
    const stretch = planOf(day).stretches.find(({ closes }) => ms < closes);
    if (stretch !== undefined) return day * DAY_MS + Math.max(ms, stretch.opens);
    const next = workingDayFrom(day + 1);
    return next * DAY_MS + (planOf(next).stretches[0]?.opens ?? 0);
  };
  return {
    planOf,
    normalise,
    workingDayFrom,
    between: (from, to) => {
      if (to <= from) return 0;
      const [first, last] = [dayOf(from), dayOf(to)];
      return (
        sum('work', first, last) +
        doneBy(planOf(last), to - last * DAY_MS) -
        doneBy(planOf(first), from - first * DAY_MS)
      );
    },
    add: (from, ms) => {
      if (ms <= 0) return normalise(from);
      const day = dayOf(from);
      const found = seek('work', day, ms + doneBy(planOf(day), from - day * DAY_MS));
      return found.day * DAY_MS + momentOf(planOf(found.day), found.within);
    },
    nthWorkingDayAfter: (day, n) => (n <= 0 ? day : seek('days', day + 1, n).day),
    countWorkingDays: (first, last) => (last < first ? 0 : sum('days', first, last + 1)),
    closeOf: (day) => {
      const worked = workingDayFrom(day);
      return worked * DAY_MS + (planOf(worked).stretches.at(-1)?.closes ?? 0);
    },
  };
}
