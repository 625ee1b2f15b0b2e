import { unreachable, type Command, type Decider } from '@egov/chassis/domain';
import type { CalendarId } from '../ids.ts';
import { evolve, type Calendar } from './calendar.ts';
import type { CalendarDay, CalendarEvent, OfficeHours, WeeklyHours } from './events.ts';
import { refusal } from '../reasons.ts';

export type DefineOfficeHours = Command<
  'DefineOfficeHours',
  {
    calendarId: CalendarId;
    weekly: WeeklyHours;
    legalGround: string;
    version: string;
  }
>;
export type DeclareYear = Command<
  'DeclareYear',
  {
    calendarId: CalendarId;
    year: number;
    days: readonly CalendarDay[];
    legalGround: string;
    version: string;
  }
>;
export type CalendarCommand = DefineOfficeHours | DeclareYear;

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Sorted by weekday, so that the same hours are the same data whatever the input order. */
export function orderedHours(hours: readonly OfficeHours[]): readonly OfficeHours[] {
  return hours
    .map(({ weekday, opens, closes }) => ({ weekday, opens, closes }))
    .toSorted((a, b) => a.weekday - b.weekday || a.opens.localeCompare(b.opens));
}

/** Sorted by date, so that the same announcement is the same data whatever the input order. */
export function orderedDays(days: readonly CalendarDay[]): readonly CalendarDay[] {
  return days
    .map(({ date, kind, name, asWeekday }) => ({
      date,
      kind,
      name,
      ...(asWeekday === undefined ? {} : { asWeekday }),
    }))
    .toSorted((a, b) => a.date.localeCompare(b.date));
}

function checkHours(hours: readonly OfficeHours[]): void {
  hours.forEach(({ weekday, opens, closes }, index) => {
    if (closes <= opens)
      throw refusal('OFFICE_HOURS_BACKWARDS', { field: 'weekly_hours.hours', weekday, opens });
    const before = hours[index - 1];
    if (before?.weekday === weekday && before.closes > opens)
      throw refusal('OFFICE_HOURS_OVERLAP', { field: 'weekly_hours.hours', weekday, opens });
  });
}

function defineOfficeHours({ data }: DefineOfficeHours, state: Calendar): readonly CalendarEvent[] {
  const { calendarId, legalGround, version } = data;
  const weekly = { validFrom: data.weekly.validFrom, hours: orderedHours(data.weekly.hours) };
  checkHours(weekly.hours);
  const latest = state.hours.at(-1);
  if (latest !== undefined && weekly.validFrom < latest.validFrom) {
    throw refusal('VALIDITY_BACKWARDS', { validFrom: weekly.validFrom, current: latest.validFrom });
  }
  return same(latest?.hours, weekly.hours)
    ? []
    : [{ type: 'OfficeHoursDefined', data: { calendarId, weekly, legalGround, version } }];
}

function checkDays(days: readonly CalendarDay[], year: number): void {
  days.forEach(({ date }, index) => {
    if (!date.startsWith(`${year}-`)) throw refusal('DAY_OUTSIDE_YEAR', { field: 'days', date, year });
    if (days[index - 1]?.date === date) throw refusal('DAY_TWICE', { field: 'days', date });
  });
}

function declareYear({ data }: DeclareYear, state: Calendar): readonly CalendarEvent[] {
  const days = orderedDays(data.days);
  checkDays(days, data.year);
  return same(state.years[data.year], days)
    ? []
    : [{ type: 'CalendarYearDeclared', data: { ...data, days } }];
}

function decide(command: CalendarCommand, state: Calendar): readonly CalendarEvent[] {
  switch (command.type) {
    case 'DefineOfficeHours':
      return defineOfficeHours(command, state);
    case 'DeclareYear':
      return declareYear(command, state);
    default:
      return unreachable(command);
  }
}

export const calendarDecider: Decider<Calendar, CalendarCommand, CalendarEvent> = {
  initial: { hours: [], years: {} },
  evolve,
  decide,
};
