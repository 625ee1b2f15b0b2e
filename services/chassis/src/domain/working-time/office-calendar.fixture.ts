import { workingCalendar } from './working-calendar.ts';
import type { SpecialDay, WeeklyHours, WorkingCalendarData } from './types.ts';

const FULL_DAY = [
  { opens: '07:00', closes: '11:30' },
  { opens: '13:30', closes: '17:00' },
];

export const fiveDayWeek = (from: string, day = FULL_DAY): WeeklyHours => ({
  from,
  weekdays: { 1: day, 2: day, 3: day, 4: day, 5: day, 6: [], 7: [] },
});

const off = (name: string, ...dates: string[]): SpecialDay[] =>
  dates.map((date) => ({ date, kind: 'off', name }));

export const officeCalendarData = (changes: Partial<WorkingCalendarData> = {}): WorkingCalendarData => ({
  version: 'test-1',
  timeZone: 'Asia/Ho_Chi_Minh',
  hours: [fiveDayWeek('2019-01-01')],
  days: [
    ...off('30 April', '2025-04-30', '2026-04-30'),
    ...off('1 May', '2025-05-01', '2026-05-01'),
    ...off('Swapped with 26 April', '2025-05-02'),
    { date: '2025-04-26', kind: 'makeup', name: 'Worked for 2 May', asWeekday: 5 },
    ...off('Tết', '2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20'),
    ...off('Hùng Kings, moved from Sunday', '2026-04-27'),
    ...off('National Day', '2026-09-01', '2026-09-02'),
    ...off('Culture Day', '2026-11-24'),
  ],
  ...changes,
});

export const officeCalendar = (changes: Partial<WorkingCalendarData> = {}) =>
  workingCalendar(officeCalendarData(changes));

/** An instant from a date and time of the office's wall clock, `2026-07-06 09:15`. */
export const local = (wall: string): string => new Date(`${wall.replace(' ', 'T')}+07:00`).toISOString();
