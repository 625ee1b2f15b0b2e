import { compileDayPlans, type DayPlans } from './day-plans.ts';
import { dateOf, dayNumber } from './local-date.ts';
import { epochOf, instantOf, wallClock, type WallClock } from './time-zone.ts';
import type { LocalDate, WorkingCalendarData } from './types.ts';
import { dayOf, workIndex, type WorkIndex } from './work-index.ts';

const MINUTE_MS = 60_000;

/** A calendar compiled for arithmetic. Instants are ISO UTC strings; dates are the calendar's local ones. */
export type WorkingCalendar = {
  readonly version: string;
  readonly timeZone: string;
  /** The instant itself if within office hours, else the next opening. */
  normalise(instant: string): string;
  /** Minutes of work between two instants; 0 when the second is not later. */
  workingMinutesBetween(from: string, to: string): number;
  /** The earliest instant by which this many minutes of work have passed. */
  addWorkingMinutes(instant: string, minutes: number): string;
  isWorkingDay(date: LocalDate): boolean;
  /** The first working day after the date. */
  nextWorkingDay(date: LocalDate): LocalDate;
  /** Closing time of the n-th working day after the date, which itself is not counted. */
  endOfNthWorkingDayAfter(date: LocalDate, n: number): string;
  /** The closing time of the date, or of the next working day when the date is not one. */
  endOfWorkingDay(date: LocalDate): string;
  workingMinutesOf(date: LocalDate): number;
  localDate(instant: string): LocalDate;
};

/** What due times are computed with; not part of the public interface of a calendar. */
export type CompiledCalendar = { index: WorkIndex; plans: DayPlans; wall: WallClock };

const compiled = new WeakMap<WorkingCalendar, CompiledCalendar>();

export function compiledOf(calendar: WorkingCalendar): CompiledCalendar {
  const known = compiled.get(calendar);
  if (known === undefined) throw new RangeError('a calendar must come from workingCalendar()');
  return known;
}

/**
 * Compiles the dated data of a working calendar. Compile it once and keep it: days are computed on first use.
 * Throws RangeError when dates, times or office hours are not well formed, or no weekly hours are given.
 */
export function workingCalendar(data: WorkingCalendarData): WorkingCalendar {
  const plans = compileDayPlans(data);
  const index = workIndex(plans);
  const wall = wallClock(data.timeZone);
  const wallOf = (instant: string): number => wall.toWall(epochOf(instant));
  const instantAt = (at: number): string => instantOf(wall.toEpoch(at));
  const calendar: WorkingCalendar = {
    version: data.version,
    timeZone: data.timeZone,
    normalise: (instant) => instantAt(index.normalise(wallOf(instant))),
    workingMinutesBetween: (from, to) => index.between(wallOf(from), wallOf(to)) / MINUTE_MS,
    addWorkingMinutes: (instant, minutes) => {
      if (!(minutes >= 0)) throw new RangeError(`minutes must not be negative: ${minutes}`);
      return instantAt(index.add(wallOf(instant), Math.round(minutes * MINUTE_MS)));
    },
    isWorkingDay: (date) => index.planOf(dayNumber(date)).total > 0,
    nextWorkingDay: (date) => dateOf(index.workingDayFrom(dayNumber(date) + 1)),
    endOfNthWorkingDayAfter: (date, n) =>
      instantAt(index.closeOf(index.nthWorkingDayAfter(dayNumber(date), n))),
    endOfWorkingDay: (date) => instantAt(index.closeOf(dayNumber(date))),
    workingMinutesOf: (date) => index.planOf(dayNumber(date)).total / MINUTE_MS,
    localDate: (instant) => dateOf(dayOf(wallOf(instant))),
  };
  compiled.set(calendar, { index, plans, wall });
  return Object.freeze(calendar);
}
