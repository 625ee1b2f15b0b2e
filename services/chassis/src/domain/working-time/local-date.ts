import type { IsoWeekday, LocalDate } from './types.ts';

export const DAY_MS = 86_400_000;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const EPOCH_WEEKDAY_OFFSET = 3; // 1970-01-01 was a Thursday

/** Days since 1970-01-01. */
export function dayNumber(date: LocalDate): number {
  const match = DATE.exec(date);
  const ms = match ? Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])) : Number.NaN;
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== date)
    throw new RangeError(`not a date: ${date}`);
  return ms / DAY_MS;
}

export function dateOf(day: number): LocalDate {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

export function weekdayOf(day: number): IsoWeekday {
  return (((((day + EPOCH_WEEKDAY_OFFSET) % 7) + 7) % 7) + 1) as IsoWeekday;
}

/**
 * The same day of the month `months` later, or the last day of that month where there is none (Civil Code
 * 2015 art. 148).
 */
export function addMonths(day: number, months: number): number {
  const start = new Date(day * DAY_MS);
  const first = Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + months, 1);
  const lastOfMonth = new Date(
    Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + months + 1, 0),
  ).getUTCDate();
  return first / DAY_MS + Math.min(start.getUTCDate(), lastOfMonth) - 1;
}

const CLOCK = /^([01]\d|2[0-4]):([0-5]\d)$/;

/** Milliseconds since local midnight; `24:00` is the end of the day. */
export function msOfDay(clock: string): number {
  const match = CLOCK.exec(clock);
  const ms = match ? (Number(match[1]) * 60 + Number(match[2])) * 60_000 : Number.NaN;
  if (Number.isNaN(ms) || ms > DAY_MS) throw new RangeError(`not a time of day: ${clock}`);
  return ms;
}
