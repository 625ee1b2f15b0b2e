import { unreachable, type Recorded } from '@egov/chassis/domain';
import type { CalendarDay, CalendarEvent, WeeklyHours } from './events.ts';

/** Hours by first day, and the years whose days were announced. */
export type Calendar = Readonly<{
  hours: readonly WeeklyHours[];
  years: Readonly<Record<number, readonly CalendarDay[]>>;
}>;

/** Hours entered again for the same day replace the first entry. */
export const withHours = (calendar: Calendar, weekly: WeeklyHours): Calendar => ({
  ...calendar,
  hours: [...calendar.hours.filter(({ validFrom }) => validFrom !== weekly.validFrom), weekly].toSorted(
    (a, b) => a.validFrom.localeCompare(b.validFrom),
  ),
});

export const withYear = (calendar: Calendar, year: number, days: readonly CalendarDay[]): Calendar => ({
  ...calendar,
  years: { ...calendar.years, [year]: days },
});

export function evolve(state: Calendar, event: Recorded<CalendarEvent>): Calendar {
  switch (event.type) {
    case 'OfficeHoursDefined':
      return withHours(state, event.data.weekly);
    case 'CalendarYearDeclared':
      return withYear(state, event.data.year, event.data.days);
    default:
      return unreachable(event);
  }
}
