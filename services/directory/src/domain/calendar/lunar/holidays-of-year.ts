import { DAY_MS, type SpecialDay } from '@egov/chassis/domain';
import { STATUTORY_HOLIDAYS, type HolidayOccurrence, type HolidayRule } from './holiday-rules.ts';
import { solarDateOf } from './lunar-date.ts';

type Holiday = { date: string; name: string };

/** Labour Code art. 111: Saturday and Sunday are the weekly rest of state agencies. */
const WEEKLY_REST: readonly number[] = [6, 7];

const plusDays = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
const isoWeekday = (date: string): number => new Date(date).getUTCDay() || 7;
const isRest = (date: string): boolean => WEEKLY_REST.includes(isoWeekday(date));
const solar = (year: number, month: number, day: number): string =>
  new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);

/**
 * The first day of the lunar year and the five statutory days off around it, from its eve unless a year
 * differs.
 */
export function tetHolidays(year: number, startsBefore = 1): { first: string; days: readonly string[] } {
  const first = solarDateOf({ year, month: 1, day: 1, leap: false });
  return { first, days: Array.from({ length: 5 }, (_, index) => plusDays(first, index - startsBefore)) };
}

/** The tenth day of the third lunar month. */
export const hungKings = (year: number): string => solarDateOf({ year, month: 3, day: 10, leap: false });

/** Each day off on a weekly rest day is compensated by the next day that is neither rest nor off. */
function compensations(holidays: readonly Holiday[]): readonly Holiday[] {
  const taken = new Set(holidays.map(({ date }) => date));
  return holidays
    .filter(({ date }) => isRest(date))
    .map(({ date, name }) => {
      let day = plusDays(date, 1);
      while (isRest(day) || taken.has(day)) day = plusDays(day, 1);
      taken.add(day);
      return { date: day, name: `Nghỉ bù ${name}` };
    });
}

/** The length of the break around a day if these were its days off. */
function breakAround(anchor: string, days: readonly string[]): number {
  const holidays = days.map((date) => ({ date, name: '' }));
  const free = new Set([...holidays, ...compensations(holidays)].map(({ date }) => date));
  const length = (step: number): number => {
    let count = 0;
    for (let day = plusDays(anchor, step); free.has(day) || isRest(day); day = plusDays(day, step))
      count += 1;
    return count;
  };
  return 1 + length(1) + length(-1);
}

function datesOf(year: number, occurs: HolidayOccurrence): readonly string[] {
  switch (occurs.calendar) {
    case 'solar':
      return [solar(year, occurs.month, occurs.day)];
    case 'lunar': {
      const anchor = solarDateOf({ year, month: occurs.month, day: occurs.day, leap: false });
      return Array.from({ length: occurs.days }, (_, index) => plusDays(anchor, index - occurs.startsBefore));
    }
    case 'solar-with-adjacent': {
      const anchor = solar(year, occurs.month, occurs.day);
      const [before, after] = [
        [plusDays(anchor, -1), anchor],
        [anchor, plusDays(anchor, 1)],
      ];
      return breakAround(anchor, after) > breakAround(anchor, before) ? after : before;
    }
  }
}

const inForce = ({ from, until }: HolidayRule, date: string): boolean =>
  date >= from && (until === undefined || date <= until);

/**
 * Computes the days off of a year from dated rules, including the compensation for those on a weekly rest day
 * (Labour Code art. 111). Days swapped by the Prime Minister cannot be computed: they come with the year's
 * announcement.
 */
export function holidaysOf(
  year: number,
  rules: readonly HolidayRule[] = STATUTORY_HOLIDAYS,
): readonly SpecialDay[] {
  const named = new Map<string, string>();
  for (const rule of rules) {
    for (const date of datesOf(year, rule.occurs)) if (inForce(rule, date)) named.set(date, rule.name);
  }
  const holidays = [...named]
    .map(([date, name]) => ({ date, name }))
    .toSorted((a, b) => a.date.localeCompare(b.date));
  return [...holidays, ...compensations(holidays)]
    .toSorted((a, b) => a.date.localeCompare(b.date))
    .map(({ date, name }) => ({ date, kind: 'off', name }));
}
