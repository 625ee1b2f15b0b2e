import { expect, test } from '@jest/globals';
import { fiveDayWeek, local, officeCalendar } from './office-calendar.fixture.ts';
import { workingCalendar } from './working-calendar.ts';

const calendar = officeCalendar();

test('an instant outside office hours is taken as the next opening', () => {
  expect(calendar.normalise(local('2026-07-06 06:10'))).toBe(local('2026-07-06 07:00'));
  expect(calendar.normalise(local('2026-07-06 11:30'))).toBe(local('2026-07-06 13:30'));
  expect(calendar.normalise(local('2026-07-06 09:15'))).toBe(local('2026-07-06 09:15'));
  expect(calendar.normalise(local('2026-07-10 17:00'))).toBe(local('2026-07-13 07:00'));
  expect(calendar.normalise(local('2026-02-15 09:00'))).toBe(local('2026-02-23 07:00'));
});

test('minutes of work are counted across breaks, nights, weekends and holidays', () => {
  expect(calendar.workingMinutesBetween(local('2026-07-06 09:15'), local('2026-07-08 10:00'))).toBe(1005);
  expect(calendar.workingMinutesBetween(local('2026-02-13 14:00'), local('2026-02-23 07:00'))).toBe(180);
  expect(calendar.workingMinutesBetween(local('2026-07-08 10:00'), local('2026-07-06 09:15'))).toBe(0);
  expect(calendar.workingMinutesBetween(local('2026-01-01 00:00'), local('2027-01-01 00:00'))).toBe(
    (261 - 11) * 480,
  );
});

test('adding minutes ends at closing time rather than at the next opening', () => {
  expect(calendar.addWorkingMinutes(local('2026-07-06 07:00'), 480)).toBe(local('2026-07-06 17:00'));
  expect(calendar.addWorkingMinutes(local('2026-07-06 07:00'), 270)).toBe(local('2026-07-06 11:30'));
  expect(calendar.addWorkingMinutes(local('2026-07-05 07:00'), 0)).toBe(local('2026-07-06 07:00'));
});

test('working days, the next one, and the end of the n-th one', () => {
  expect(calendar.isWorkingDay('2026-11-24')).toBe(false);
  expect(calendar.isWorkingDay('2025-04-26')).toBe(true);
  expect(calendar.nextWorkingDay('2026-11-23')).toBe('2026-11-25');
  expect(calendar.endOfNthWorkingDayAfter('2026-11-23', 2)).toBe(local('2026-11-26 17:00'));
  expect(calendar.endOfWorkingDay('2026-07-11')).toBe(local('2026-07-13 17:00'));
  expect(calendar.workingMinutesOf('2025-04-26')).toBe(480);
});

test('the local date is that of the office, not of UTC', () => {
  expect(calendar.localDate('2026-07-05T17:00:00.000Z')).toBe('2026-07-06');
  expect(calendar.localDate('2026-07-05T16:59:59.999Z')).toBe('2026-07-05');
});

test('days before the first entry of hours take that entry', () => {
  expect(calendar.isWorkingDay('2010-10-04')).toBe(true);
  expect(calendar.isWorkingDay('2010-10-03')).toBe(false);
});

test('a make-up day without a weekday takes the hours of a Monday', () => {
  const made = officeCalendar({
    days: [{ date: '2026-08-22', kind: 'makeup', name: 'Worked for 31 August' }],
  });
  expect(made.workingMinutesOf('2026-08-22')).toBe(480);
});

test('a time zone with summer time keeps its office hours on the wall clock', () => {
  const berlin = workingCalendar({
    version: 'b',
    timeZone: 'Europe/Berlin',
    hours: [fiveDayWeek('2019-01-01')],
    days: [],
  });
  expect(berlin.normalise('2026-03-27T23:00:00.000Z')).toBe('2026-03-30T05:00:00.000Z');
  expect(berlin.normalise('2026-01-03T12:00:00.000Z')).toBe('2026-01-05T06:00:00.000Z');
});

test('a calendar with invalid data is refused', () => {
  const lunchTwice = [
    { opens: '07:00', closes: '12:00' },
    { opens: '11:00', closes: '17:00' },
  ];
  expect(() => officeCalendar({ hours: [] })).toThrow('CALENDAR_WITHOUT_HOURS');
  expect(() => officeCalendar({ hours: [fiveDayWeek('2019-02-30')] })).toThrow('not a date: 2019-02-30');
  expect(() => officeCalendar({ hours: [fiveDayWeek('2019-01-01', lunchTwice)] })).toThrow(
    'office hours out of order',
  );
  expect(() => officeCalendar({ timeZone: 'Asia/Nowhere' })).toThrow(RangeError);
});

test('a calendar without any working time is reported instead of searched forever', () => {
  const closed = officeCalendar({ hours: [fiveDayWeek('2019-01-01', [])] });
  expect(() => closed.addWorkingMinutes(local('2026-07-06 09:00'), 1)).toThrow('CALENDAR_WITHOUT_HOURS');
});
