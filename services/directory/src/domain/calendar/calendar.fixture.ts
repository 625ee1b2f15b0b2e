import { calendarId } from '../ids.ts';
import type { CalendarDay, CalendarEvent, OfficeHours, WeeklyHours } from './events.ts';

export const PROVINCE_CALENDAR = calendarId('province');

const morning = (weekday: OfficeHours['weekday'], opens = '07:00'): OfficeHours => ({
  weekday,
  opens,
  closes: '11:30',
});
const afternoon = (weekday: OfficeHours['weekday']): OfficeHours => ({
  weekday,
  opens: '13:30',
  closes: '17:00',
});
const WEEKDAYS = [1, 2, 3, 4, 5] as const;

/** 07:00–11:30 and 13:30–17:00 from Monday to Friday. */
export const weekly = (validFrom = '2019-01-01', opens?: string): WeeklyHours => ({
  validFrom,
  hours: WEEKDAYS.flatMap((weekday) => [morning(weekday, opens), afternoon(weekday)]),
});

export const day = (date: string, kind: CalendarDay['kind'] = 'off', name = 'Nghỉ'): CalendarDay => ({
  date,
  kind,
  name,
});

export const hoursDefined = (hours = weekly(), version = 'v'): CalendarEvent => ({
  type: 'OfficeHoursDefined',
  data: { calendarId: PROVINCE_CALENDAR, weekly: hours, legalGround: 'Quyết định của UBND tỉnh', version },
});

export const yearDeclared = (year: number, days: readonly CalendarDay[], version = 'v'): CalendarEvent => ({
  type: 'CalendarYearDeclared',
  data: { calendarId: PROVINCE_CALENDAR, year, days, legalGround: '9441/TB-BNV', version },
});
