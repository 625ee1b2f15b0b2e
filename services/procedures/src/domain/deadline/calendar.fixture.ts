import { workingCalendar, type OfficeHours, type SpecialDay } from '@egov/chassis/domain';

const day: readonly OfficeHours[] = [
  { opens: '07:00', closes: '11:30' },
  { opens: '13:30', closes: '17:00' },
];

const off = (name: string, ...dates: string[]): SpecialDay[] =>
  dates.map((date) => ({ date, kind: 'off', name }));

/** Eight hours a day from Monday to Friday, with the days off of 2026. */
export const calendar = workingCalendar({
  version: 'province-2026',
  timeZone: 'Asia/Ho_Chi_Minh',
  hours: [{ from: '2019-01-01', weekdays: { 1: day, 2: day, 3: day, 4: day, 5: day, 6: [], 7: [] } }],
  days: [
    ...off('Tết', '2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20'),
    ...off('National Day', '2026-09-01', '2026-09-02'),
  ],
});

/** An instant from a date and time of the office's wall clock, `2026-07-06 09:15`. */
export const local = (wall: string): string => new Date(`${wall.replace(' ', 'T')}+07:00`).toISOString();
