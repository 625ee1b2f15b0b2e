import { test } from '@jest/globals';
import { specFor } from '@egov/chassis/testing';
import { PROVINCE_CALENDAR, day, hoursDefined, weekly, yearDeclared } from './calendar.fixture.ts';
import { calendarDecider } from './decide.ts';
import type { CalendarDay, WeeklyHours } from './events.ts';

const calendar = specFor(calendarDecider);
const define = (hours: WeeklyHours) => ({
  type: 'DefineOfficeHours' as const,
  data: {
    calendarId: PROVINCE_CALENDAR,
    weekly: hours,
    legalGround: 'Quyết định của UBND tỉnh',
    version: 'v',
  },
});
const declare = (year: number, days: readonly CalendarDay[]) => ({
  type: 'DeclareYear' as const,
  data: { calendarId: PROVINCE_CALENDAR, year, days, legalGround: '9441/TB-BNV', version: 'v' },
});

test('office hours apply from a day, sorted by weekday whatever the input order', () => {
  const { validFrom, hours } = weekly();
  calendar
    .given([])
    .when(define({ validFrom, hours: hours.toReversed() }))
    .then([hoursDefined()]);
});

test('defining the current hours changes nothing', () => {
  calendar
    .given([hoursDefined()])
    .when(define(weekly('2024-01-01')))
    .then([]);
});

test('summer hours apply from their day, and a second entry for one day replaces the first', () => {
  const summer = weekly('2026-04-01', '06:30');
  calendar
    .given([hoursDefined()])
    .when(define(summer))
    .thenState({ hours: [weekly(), summer], years: {} });
  calendar
    .given([hoursDefined()])
    .when(define(weekly('2019-01-01', '07:30')))
    .thenState({ hours: [weekly('2019-01-01', '07:30')], years: {} });
});

test('hours cannot be added before the current ones', () => {
  calendar
    .given([hoursDefined(weekly('2024-01-01'))])
    .when(define(weekly('2023-12-31', '06:30')))
    .refuses('VALIDITY_BACKWARDS', { validFrom: '2023-12-31', current: '2024-01-01' });
});

test('two spans of a weekday cannot overlap', () => {
  const hours = [
    { weekday: 1 as const, opens: '07:00', closes: '12:00' },
    { weekday: 1 as const, opens: '11:30', closes: '17:00' },
  ];
  calendar
    .given([])
    .when(define({ validFrom: '2019-01-01', hours }))
    .refuses('OFFICE_HOURS_OVERLAP', { field: 'weekly_hours.hours', weekday: 1, opens: '11:30' });
});

test('an office cannot close before it opens', () => {
  calendar
    .given([])
    .when(define({ validFrom: '2019-01-01', hours: [{ weekday: 1, opens: '17:00', closes: '07:00' }] }))
    .refuses('OFFICE_HOURS_BACKWARDS');
});

test('a year is declared with all its days, by date', () => {
  const days = [day('2026-08-22', 'makeup'), day('2026-02-16')];
  calendar
    .given([])
    .when(declare(2026, days))
    .then([yearDeclared(2026, days.toReversed())]);
});

test('declaring a year again replaces the first declaration, the same one changes nothing', () => {
  calendar
    .given([yearDeclared(2026, [day('2026-02-16')])])
    .when(declare(2026, [day('2026-02-17')]))
    .thenState({ hours: [], years: { 2026: [day('2026-02-17')] } });
  calendar
    .given([yearDeclared(2026, [day('2026-02-16')])])
    .when(declare(2026, [day('2026-02-16')]))
    .then([]);
});

test('a day of another year, or a day listed twice, is refused', () => {
  calendar
    .given([])
    .when(declare(2026, [day('2027-01-01')]))
    .refuses('DAY_OUTSIDE_YEAR', { field: 'days', date: '2027-01-01', year: 2026 });
  calendar
    .given([])
    .when(declare(2026, [day('2026-01-01'), day('2026-01-01', 'makeup')]))
    .refuses('DAY_TWICE', { field: 'days', date: '2026-01-01' });
});
