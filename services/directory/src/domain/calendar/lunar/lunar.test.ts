import { expect, test } from '@jest/globals';
import { hungKings, tetHolidays } from './holidays-of-year.ts';
import { lunarDateOf, solarDateOf } from './lunar-date.ts';

test.each([
  [2019, '2019-02-05', '2019-04-14'],
  [2020, '2020-01-25', '2020-04-02'],
  [2021, '2021-02-12', '2021-04-21'],
  [2022, '2022-02-01', '2022-04-10'],
  [2023, '2023-01-22', '2023-04-29'],
  [2024, '2024-02-10', '2024-04-18'],
  [2025, '2025-01-29', '2025-04-07'],
  [2026, '2026-02-17', '2026-04-26'],
  [2027, '2027-02-06', '2027-04-16'],
  [2028, '2028-01-26', '2028-04-04'],
  [2029, '2029-02-13', '2029-04-23'],
  [2030, '2030-02-02', '2030-04-12'],
])('Tết and the Hùng Kings of %i', (year, tet, hung) => {
  expect(tetHolidays(year).first).toBe(tet);
  expect(hungKings(year)).toBe(hung);
});

test('the Vietnamese new year differs from the Chinese where the moon falls between two midnights', () => {
  const newYear = (year: number, offset: number) =>
    solarDateOf({ year, month: 1, day: 1, leap: false }, offset);
  expect([newYear(2007, 7), newYear(2007, 8)]).toEqual(['2007-02-17', '2007-02-18']);
  expect([newYear(1968, 7), newYear(1968, 8)]).toEqual(['1968-01-29', '1968-01-30']);
  expect([newYear(1985, 7), newYear(1985, 8)]).toEqual(['1985-01-21', '1985-02-20']);
  expect([newYear(2030, 7), newYear(2030, 8)]).toEqual(['2030-02-02', '2030-02-03']);
});

test('2019 to 2050: Tết from 21 January to 20 February, the Hùng Kings 68 or 69 days or more later', () => {
  for (let year = 2019; year <= 2050; year += 1) {
    const { first, days } = tetHolidays(year);
    expect(first.slice(5) >= '01-21' && first.slice(5) <= '02-20').toBe(true);
    expect(days).toHaveLength(5);
    expect(days[1]).toBe(first);
    const apart = (Date.parse(hungKings(year)) - Date.parse(first)) / 86_400_000;
    expect([67, 68, 69, 97, 98, 99]).toContain(apart);
  }
});

test('leap months: the second of 2023, the sixth of 2025, the eleventh of 2033', () => {
  expect(lunarDateOf('2023-03-22')).toEqual({ year: 2023, month: 2, day: 1, leap: true });
  expect(lunarDateOf('2025-07-25')).toEqual({ year: 2025, month: 6, day: 1, leap: true });
  expect(lunarDateOf('2033-12-22')).toEqual({ year: 2033, month: 11, day: 1, leap: true });
  expect(() => solarDateOf({ year: 2024, month: 2, day: 1, leap: true })).toThrow(
    'has no day 1 of leap month 2',
  );
  expect(() => solarDateOf({ year: 2024, month: 1, day: 31, leap: false })).toThrow(
    'has no day 31 of month 1',
  );
});

test('every day from 2019 to 2050 converts to its lunar date and back, and months have 29 or 30 days', () => {
  for (let at = Date.UTC(2019, 0, 1); at <= Date.UTC(2050, 11, 31); at += 86_400_000) {
    const date = new Date(at).toISOString().slice(0, 10);
    const lunar = lunarDateOf(date);
    if (lunar.day === 1 || lunar.day > 28) expect(solarDateOf(lunar)).toBe(date);
    expect(lunar.day).toBeLessThanOrEqual(30);
  }
});
