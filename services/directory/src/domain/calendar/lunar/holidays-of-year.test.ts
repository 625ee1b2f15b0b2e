import { expect, test } from '@jest/globals';
import { STATUTORY_HOLIDAYS } from './holiday-rules.ts';
import { holidaysOf } from './holidays-of-year.ts';

const dates = (year: number) => holidaysOf(year).map(({ date }) => date.slice(5));

test('2026: Tết from its eve, the Hùng Kings moved to Monday, two days for National Day', () => {
  expect(dates(2026)).toEqual([
    '01-01',
    '02-16',
    '02-17',
    '02-18',
    '02-19',
    '02-20',
    '04-26',
    '04-27',
    '04-30',
    '05-01',
    '09-01',
    '09-02',
    '11-24',
  ]);
});

test('2023: two holidays of one weekend and a Monday are compensated on Tuesday and Wednesday', () => {
  expect(dates(2023)).toEqual(expect.arrayContaining(['04-29', '04-30', '05-01', '05-02', '05-03']));
  expect(holidaysOf(2023).find(({ date }) => date === '2023-05-02')?.name).toBe('Nghỉ bù Giỗ Tổ Hùng Vương');
});

test('2023: National Day on a Saturday takes the Friday before and gives the Monday after', () => {
  expect(dates(2023)).toEqual(expect.arrayContaining(['09-01', '09-02', '09-04']));
  expect(dates(2023)).not.toContain('09-05');
});

test('National Day takes its neighbour towards the weekend', () => {
  expect(dates(2021)).toEqual(expect.arrayContaining(['09-02', '09-03']));
  expect(dates(2025)).toEqual(expect.arrayContaining(['09-01', '09-02']));
  expect(dates(2022).filter((date) => date.startsWith('09'))).toEqual(['09-01', '09-02']);
});

test('2022: New Year, the Hùng Kings, 30 April and 1 May on rest days are each compensated', () => {
  expect(dates(2022)).toEqual(expect.arrayContaining(['01-03', '04-11', '05-02', '05-03']));
});

test('National Day was one day until 2020, and 24 November is off only since 2026', () => {
  expect(dates(2019).filter((date) => date.startsWith('09'))).toEqual(['09-02']);
  expect(dates(2025)).not.toContain('11-24');
});

test('a rule in force only from a day gives no days before', () => {
  const later = STATUTORY_HOLIDAYS.map((rule) => ({ ...rule, from: '2026-07-01' }));
  expect(holidaysOf(2026, later).map(({ date }) => date)).toEqual(['2026-09-01', '2026-09-02', '2026-11-24']);
});

test('2019 to 2050: the statutory number of days that are not rest days, in order, each once', () => {
  for (let year = 2019; year <= 2050; year += 1) {
    const days = holidaysOf(year).map(({ date }) => date);
    const working = days.filter((date) => ![0, 6].includes(new Date(date).getUTCDay()));
    expect(working).toHaveLength(10 + (year >= 2021 ? 1 : 0) + (year >= 2026 ? 1 : 0));
    expect(new Set(days).size).toBe(days.length);
    expect(days).toEqual(days.toSorted());
  }
});
