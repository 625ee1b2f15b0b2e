import {
  eventCatalogue,
  type Event,
  type IsoWeekday,
  type LocalDate,
  type SpecialDay,
} from '@egov/chassis/domain';
import type { CalendarId } from '../ids.ts';

/** A span of office hours of one weekday, `HH:MM` local time. */
export type OfficeHours = Readonly<{ weekday: IsoWeekday; opens: string; closes: string }>;

/** The hours of a week, in force from a day; a weekday without a span is a rest day. */
export type WeeklyHours = Readonly<{ validFrom: LocalDate; hours: readonly OfficeHours[] }>;

/** A day that differs from its weekday. */
export type CalendarDay = Readonly<SpecialDay>;

/** `version` identifies the whole calendar as of this event. */
export type CalendarEvent =
  | Event<
      'OfficeHoursDefined',
      { calendarId: CalendarId; weekly: WeeklyHours; legalGround: string; version: string }
    >
  | Event<
      'CalendarYearDeclared',
      {
        calendarId: CalendarId;
        year: number;
        days: readonly CalendarDay[];
        legalGround: string;
        version: string;
      }
    >;

export const calendarCatalogue = eventCatalogue<CalendarEvent>({
  OfficeHoursDefined: { schema: 1 },
  CalendarYearDeclared: { schema: 1 },
});
