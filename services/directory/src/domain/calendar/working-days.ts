import type { IsoWeekday, WorkingCalendarData } from '@egov/chassis/domain';
import type { Calendar } from './calendar.ts';
import type { CalendarDay, WeeklyHours } from './events.ts';
import { holidaysOf } from './lunar/mod.ts';

/**
 * The years whose days can be computed: the lunar calendar was checked for these, others need an
 * announcement.
 */
export const FIRST_YEAR = 2019;
export const LAST_YEAR = 2050;

/** The office's local time; IANA's name for UTC+7 without summer time. */
export const TIME_ZONE = 'Asia/Ho_Chi_Minh';

const computed = new Map<number, readonly CalendarDay[]>();

/** Returns the statutory days off of a year by its rules. */
export function computedDays(year: number): readonly CalendarDay[] {
  const days = computed.get(year) ?? holidaysOf(year);
  computed.set(year, days);
  return days;
}

export const announcedYears = ({ years }: Calendar): readonly number[] =>
  Object.keys(years)
    .map(Number)
    .toSorted((a, b) => a - b);

/** Returns the special days of a span of years: as announced, else as computed. */
export function daysBetween({ years }: Calendar, fromYear: number, toYear: number): readonly CalendarDay[] {
  const span = Array.from({ length: Math.max(0, toYear - fromYear + 1) }, (_, index) => fromYear + index);
  return span.flatMap(
    (year) => years[year] ?? (year >= FIRST_YEAR && year <= LAST_YEAR ? computedDays(year) : []),
  );
}

/** Returns the whole content of a calendar; its version is the hash of this. */
export function calendarContent(
  calendar: Calendar,
): Readonly<{ hours: readonly WeeklyHours[]; days: readonly CalendarDay[] }> {
  const [first = FIRST_YEAR] = announcedYears(calendar);
  const last = announcedYears(calendar).at(-1) ?? LAST_YEAR;
  return {
    hours: calendar.hours,
    days: daysBetween(calendar, Math.min(first, FIRST_YEAR), Math.max(last, LAST_YEAR)),
  };
}

const ofWeekday = (
  { hours }: WeeklyHours,
  weekday: IsoWeekday,
): readonly { opens: string; closes: string }[] =>
  hours.filter((span) => span.weekday === weekday).map(({ opens, closes }) => ({ opens, closes }));

/** Compiles a calendar for the arithmetic of working time. */
export function calendarData(calendar: Calendar, version: string): WorkingCalendarData {
  const { hours, days } = calendarContent(calendar);
  return {
    version,
    timeZone: TIME_ZONE,
    days,
    hours: hours.map((weekly) => ({
      from: weekly.validFrom,
      weekdays: {
        1: ofWeekday(weekly, 1),
        2: ofWeekday(weekly, 2),
        3: ofWeekday(weekly, 3),
        4: ofWeekday(weekly, 4),
        5: ofWeekday(weekly, 5),
        6: ofWeekday(weekly, 6),
        7: ofWeekday(weekly, 7),
      },
    })),
  };
}
