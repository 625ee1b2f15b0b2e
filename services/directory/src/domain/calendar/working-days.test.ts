import { expect, test } from '@jest/globals';
import { dueTime, workingCalendar } from '@egov/chassis/domain';
import { day, weekly } from './calendar.fixture.ts';
import { announcedYears, calendarContent, calendarData, daysBetween } from './working-days.ts';

const computed = { hours: [weekly()], years: {} };
const announced = { ...computed, years: { 2026: [day('2026-08-31'), day('2026-08-22', 'makeup')] } };

test('a year without an announcement has the computed days', () => {
  expect(daysBetween(computed, 2026, 2026).map(({ date }) => date)).toEqual(
    expect.arrayContaining(['2026-02-17', '2026-04-27', '2026-04-30', '2026-11-24']),
  );
});

test('an announced year has only its announced days, the other years keep computed ones', () => {
  expect(daysBetween(announced, 2026, 2026)).toEqual(announced.years[2026]);
  expect(daysBetween(announced, 2025, 2027).filter(({ date }) => !date.startsWith('2026'))).toEqual([
    ...daysBetween(computed, 2025, 2025),
    ...daysBetween(computed, 2027, 2027),
  ]);
  expect(announcedYears(announced)).toEqual([2026]);
});

test('years beyond the lunar calendar only have announced days', () => {
  expect(daysBetween(computed, 2051, 2060)).toEqual([]);
  const far = { ...computed, years: { 2051: [day('2051-01-01')] } };
  expect(calendarContent(far).days.at(-1)).toEqual(day('2051-01-01'));
});

test('three working days from a Friday before Tết end after Tết', () => {
  const calendar = workingCalendar(calendarData(computed, 'v'));
  const { due, working } = dueTime(calendar, {
    from: '2026-02-13T07:00:00.000Z',
    duration: { unit: 'working-days', amount: 3 },
    rounding: 'hour-exact',
  });
  expect(due).toBe('2026-02-25T07:00:00.000Z');
  expect(working).toMatchObject({ calendarVersion: 'v', timeZone: 'Asia/Ho_Chi_Minh' });
});
