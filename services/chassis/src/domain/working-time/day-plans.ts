import { refuse } from '../refusal.ts';
import { dayNumber, msOfDay, weekdayOf } from './local-date.ts';
import type {
  IsoWeekday,
  NamedDay,
  OfficeHours,
  SpecialDay,
  WeeklyHours,
  WorkingCalendarData,
} from './types.ts';

/** Spans of work of one day in milliseconds after local midnight, in order, never touching midnight twice. */
export type Stretch = { opens: number; closes: number };

export type DayPlan = { stretches: readonly Stretch[]; total: number };

export type DayPlans = {
  planOf(day: number): DayPlan;
  /** Days off on what would be a working weekday, or make-up days, between two days, both included. */
  special(kind: SpecialDay['kind'], first: number, last: number): readonly NamedDay[];
};

const CLOSED: DayPlan = { stretches: [], total: 0 };

function planFrom(hours: readonly OfficeHours[]): DayPlan {
  const stretches = hours.map(({ opens, closes }) => ({ opens: msOfDay(opens), closes: msOfDay(closes) }));
  let previousClose = 0;
  for (const [index, { opens, closes }] of stretches.entries()) {
    if (opens >= closes || (index > 0 && opens < previousClose)) {
      throw new RangeError(
        `office hours out of order: ${hours.map((h) => `${h.opens}-${h.closes}`).join(', ')}`,
      );
    }
    previousClose = closes;
  }
  return { stretches, total: stretches.reduce((sum, { opens, closes }) => sum + closes - opens, 0) };
}

type Week = { from: number; plans: Readonly<Record<IsoWeekday, DayPlan>> };

const compileWeek = ({ from, weekdays }: WeeklyHours): Week => ({
  from: dayNumber(from),
  plans: {
    1: planFrom(weekdays[1]),
    2: planFrom(weekdays[2]),
    3: planFrom(weekdays[3]),
    4: planFrom(weekdays[4]),
    5: planFrom(weekdays[5]),
    6: planFrom(weekdays[6]),
    7: planFrom(weekdays[7]),
  },
});

/** A make-up day without a given weekday has the hours of its own weekday, or else those of a Monday. */
function makeupPlan({ plans }: Week, day: number, asWeekday: IsoWeekday | undefined): DayPlan {
  if (asWeekday !== undefined) return plans[asWeekday];
  const own = plans[weekdayOf(day)];
  return own.total > 0 ? own : plans[1];
}

export function compileDayPlans(data: WorkingCalendarData): DayPlans {
  const weeks = data.hours.map(compileWeek).toSorted((a, b) => a.from - b.from);
  const earliest = weeks[0];
  if (earliest === undefined) throw refuse('CALENDAR_WITHOUT_HOURS');
  const special = new Map(data.days.map((row) => [dayNumber(row.date), row]));
  const weekOf = (day: number): Week => weeks.findLast(({ from }) => from <= day) ?? earliest;
  const planOf = (day: number): DayPlan => {
    const row = special.get(day);
    const week = weekOf(day);
    if (row === undefined) return week.plans[weekdayOf(day)];
    return row.kind === 'off' ? CLOSED : makeupPlan(week, day, row.asWeekday);
  };
  const named = (kind: SpecialDay['kind']) =>
    [...special]
      .filter(
        ([day, row]) =>
          row.kind === kind && (kind === 'makeup' || weekOf(day).plans[weekdayOf(day)].total > 0),
      )
      .toSorted(([a], [b]) => a - b)
      .map(([day, { date, name }]) => ({ day, date, name }));
  const known = { off: named('off'), makeup: named('makeup') };
  return {
    planOf,
    special: (kind, first, last) =>
      known[kind].filter(({ day }) => day >= first && day <= last).map(({ date, name }) => ({ date, name })),
  };
}
