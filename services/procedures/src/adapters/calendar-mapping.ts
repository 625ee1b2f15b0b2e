import type { IsoWeekday, OfficeHours, WorkingCalendarData } from '@egov/chassis/domain';
import {
  CalendarDayKind,
  type GetWorkingCalendarResponse,
} from '@egov/proto/egov/directory/v1/calendar_service';

const weekdays: readonly IsoWeekday[] = [1, 2, 3, 4, 5, 6, 7];

/** Maps the directory's calendar to the input of working time. */
export const calendarDataFrom = ({
  version,
  timeZone,
  hours,
  days,
}: GetWorkingCalendarResponse): WorkingCalendarData => ({
  version,
  timeZone,
  hours: hours.map(({ validFromDay: validFrom, hours: spans }) => ({
    from: validFrom,
    weekdays: Object.fromEntries(
      weekdays.map((weekday) => [
        weekday,
        spans
          .filter((span) => span.weekday === weekday)
          .map(({ opens, closes }): OfficeHours => ({ opens, closes })),
      ]),
    ) as Record<IsoWeekday, OfficeHours[]>,
  })),
  days: days.map(({ day: date, kind, name, asWeekday }) => ({
    date,
    name: name ?? '',
    kind: kind === CalendarDayKind.CALENDAR_DAY_KIND_MAKEUP ? 'makeup' : 'off',
    ...(asWeekday === undefined ? {} : { asWeekday: asWeekday as IsoWeekday }),
  })),
});
