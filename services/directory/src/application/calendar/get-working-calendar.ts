import { queryOptions, type CallContext, type ReadAfter } from '@egov/chassis/application';
import type { Instant } from '@egov/chassis/domain';
import { TIME_ZONE, announcedYears, daysBetween } from '../../domain/calendar/working-days.ts';
import type { CalendarDay, WeeklyHours } from '../../domain/calendar/events.ts';
import { knownCalendar } from './known-calendar.ts';
import type { Deps } from '../deps.ts';

export type CalendarQuestion = Readonly<{
  calendarId: string;
  fromYear: number;
  toYear: number;
  asOfAt?: Instant | undefined;
}> &
  ReadAfter;
export type WorkingCalendarView = Readonly<{
  version: string;
  timeZone: string;
  hours: readonly WeeklyHours[];
  days: readonly CalendarDay[];
  announcedYears: readonly number[];
  revision: number;
}>;

/**
 * Returns the hours, and the days of a span of years, as known at an instant. The version is that of the
 * whole calendar, whatever the span.
 */
export const getWorkingCalendar =
  (deps: Pick<Deps, 'read'>) =>
  async (input: CalendarQuestion, context: CallContext): Promise<WorkingCalendarView> => {
    const { calendarId, fromYear, toYear, asOfAt } = input;
    const { calendar, version, revision } = await knownCalendar(
      deps,
      calendarId,
      asOfAt,
      queryOptions(input, context),
    );
    return {
      version,
      revision,
      timeZone: TIME_ZONE,
      hours: calendar.hours,
      days: daysBetween(calendar, fromYear, toYear),
      announcedYears: announcedYears(calendar).filter((year) => year >= fromYear && year <= toYear),
    };
  };
