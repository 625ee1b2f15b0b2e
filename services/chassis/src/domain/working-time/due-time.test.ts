import { expect, test } from '@jest/globals';
import { dueTime } from './due-time.ts';
import { fiveDayWeek, local, officeCalendar } from './office-calendar.fixture.ts';
import type { Duration, Pause } from './types.ts';

const calendar = officeCalendar();
const days = (amount: number): Duration => ({ unit: 'working-days', amount });
const hours = (amount: number): Duration => ({ unit: 'working-hours', amount });
const calendarDays = (amount: number): Duration => ({ unit: 'calendar-days', amount });
const months = (amount: number): Duration => ({ unit: 'months', amount });

const due = (
  received: string,
  duration: Duration,
  rounding: 'hour-exact' | 'civil' = 'hour-exact',
  pauses: readonly Pause[] = [],
) => dueTime(calendar, { from: local(received), duration, rounding, pauses });

test.each([
  [
    'on a Monday morning, in three working days',
    '2026-07-06 09:15',
    days(3),
    '2026-07-09 09:15',
    '2026-07-09 17:00',
  ],
  [
    'late on a Friday, in one working day, after the weekend',
    '2026-07-10 16:30',
    days(1),
    '2026-07-13 16:30',
    '2026-07-13 17:00',
  ],
  [
    "on a Saturday, counted from Monday's opening",
    '2026-07-11 10:00',
    days(2),
    '2026-07-14 17:00',
    '2026-07-14 17:00',
  ],
  [
    'before opening, counted from the opening',
    '2026-07-06 06:10',
    days(1),
    '2026-07-06 17:00',
    '2026-07-07 17:00',
  ],
  [
    'in the lunch break, counted from the afternoon',
    '2026-07-06 12:15',
    days(1),
    '2026-07-07 11:30',
    '2026-07-07 17:00',
  ],
  [
    'after closing, counted from the next opening',
    '2026-07-06 18:20',
    days(1),
    '2026-07-07 17:00',
    '2026-07-07 17:00',
  ],
  ['before Tết, across all of Tết', '2026-02-13 14:00', days(3), '2026-02-25 14:00', '2026-02-25 17:00'],
  [
    'before the Hùng Kings, 30 April and 1 May',
    '2026-04-24 09:00',
    days(5),
    '2026-05-06 09:00',
    '2026-05-06 17:00',
  ],
  [
    'before a Saturday that is worked for another day',
    '2025-04-25 15:00',
    days(2),
    '2025-04-28 15:00',
    '2025-04-28 17:00',
  ],
  ['on the eve of 24 November', '2026-11-23 10:00', days(1), '2026-11-25 10:00', '2026-11-25 17:00'],
])('a dossier received %s is due then', (_when, received, duration, exact, civil) => {
  const { due: hourExact, working } = due(received, duration);
  expect(hourExact).toBe(local(exact));
  expect(working.civil).toBe(local(civil));
  expect(due(received, duration, 'civil').due).toBe(local(civil));
});

test('four working hours run through the lunch break and have no civil limit', () => {
  const { due: at, working } = due('2026-07-06 10:30', hours(4));
  expect(at).toBe(local('2026-07-06 16:30'));
  expect(working.civil).toBeNull();
});

test('twenty calendar days that end on a Sunday are due at the close of Monday', () => {
  const { due: at, working } = due('2026-07-06 09:15', calendarDays(20));
  expect(at).toBe(local('2026-07-27 17:00'));
  expect(working.hourExact).toBeNull();
  expect(working.minutesCounted).toBeNull();
});

test('twelve calendar days that end within Tết are due on the first day worked after it', () => {
  expect(due('2026-02-06 09:15', calendarDays(12)).due).toBe(local('2026-02-23 17:00'));
});

test('a month ends on the same day of the next one, or on its last day where there is none', () => {
  expect(due('2026-07-06 09:15', months(1)).due).toBe(local('2026-08-06 17:00'));
  expect(due('2026-03-31 09:15', months(6)).due).toBe(local('2026-09-30 17:00'));
  expect(due('2027-01-31 09:15', months(1)).due).toBe(local('2027-03-01 17:00')); // 28/02/2027 is a Sunday
  expect(due('2026-07-06 09:15', months(0.5)).due).toBe(local('2026-07-21 17:00'));
});

test('half a working day is four hours, and the civil limit is the end of the next working day', () => {
  const { due: at, working } = due('2026-07-06 09:15', days(0.5));
  expect(at).toBe(local('2026-07-06 15:15'));
  expect(working.civil).toBe(local('2026-07-07 17:00'));
});

const SUPPLEMENT = { from: local('2026-07-08 10:00'), to: local('2026-07-14 14:30') };
const paused = (policy: Pause['policy'], extra?: Duration) =>
  due('2026-07-06 09:15', days(5), 'hour-exact', [
    { ...SUPPLEMENT, policy, ...(extra === undefined ? {} : { extra }) },
  ]);

test('without its supplement the dossier would be due on 13 July', () => {
  expect(due('2026-07-06 09:15', days(5)).due).toBe(local('2026-07-13 09:15'));
});

test('the clock that resumes counts 1005 minutes used and 1395 left', () => {
  const { due: at, working } = paused('exclude-resume');
  expect(at).toBe(local('2026-07-17 13:45'));
  expect(working.pauses).toEqual([
    { ...SUPPLEMENT, policy: 'exclude-resume', counted: true, minutesUsed: 1005, minutesLeft: 1395 },
  ]);
  expect(working.minutesCounted).toBe(2400);
  expect(working.civil).toBe(local('2026-07-17 17:00'));
});

test('the clock that restarts runs its full duration again from the complete dossier', () => {
  const { due: at, working } = paused('restart');
  expect(at).toBe(local('2026-07-21 14:30'));
  expect(working.civil).toBe(local('2026-07-21 17:00'));
  expect(working.pauses[0]).toMatchObject({ minutesUsed: 1005, minutesLeft: 1395 });
});

test('the clock that starts when the dossier is complete has not run before, however late that is', () => {
  expect(paused('start-when-complete').due).toBe(local('2026-07-21 14:30'));
  const late: Pause = {
    from: local('2026-07-06 09:15'),
    to: local('2026-09-28 08:00'),
    policy: 'start-when-complete',
  };
  expect(due('2026-07-06 09:15', days(1), 'hour-exact', [late]).due).toBe(local('2026-09-29 08:00'));
});

test('a clock that resumes with an extra adds working days, calendar days or hours to the rest', () => {
  expect(paused('resume-extra', days(5)).due).toBe(local('2026-07-24 13:45'));
  expect(paused('resume-extra', days(21)).due).toBe(local('2026-08-17 13:45'));
  expect(paused('resume-extra', days(5)).working.minutesCounted).toBe(4800);
  expect(paused('resume-extra', hours(4)).due).toBe(local('2026-07-20 07:45'));
  expect(paused('resume-extra', calendarDays(2)).due).toBe(local('2026-07-20 17:00'));
});

test('the time a third party takes does not count', () => {
  expect(paused('exclude-third-party').due).toBe(local('2026-07-17 13:45'));
});

test('a supplement and a third party at the same time are subtracted once', () => {
  const both: readonly Pause[] = [
    { from: local('2026-07-08 10:00'), to: local('2026-07-10 10:00'), policy: 'exclude-third-party' },
    { from: local('2026-07-09 10:00'), to: local('2026-07-14 14:30'), policy: 'exclude-resume' },
  ];
  expect(due('2026-07-06 09:15', days(5), 'hour-exact', both).due).toBe(local('2026-07-17 13:45'));
});

test('a clock that has run out is not restarted by a late request', () => {
  const late: Pause = { from: local('2026-07-15 09:00'), to: local('2026-07-20 09:00'), policy: 'restart' };
  for (const rounding of ['hour-exact', 'civil'] as const) {
    const { due: at, working } = due('2026-07-06 09:15', days(5), rounding, [late]);
    expect(at).toBe(local(rounding === 'civil' ? '2026-07-13 17:00' : '2026-07-13 09:15'));
    expect(working.pauses[0]?.counted).toBe(false);
  }
});

test('calendar days and months move by the days waited', () => {
  const wait: Pause = { ...SUPPLEMENT, policy: 'exclude-resume' };
  expect(due('2026-07-06 09:15', calendarDays(20), 'civil', [wait]).due).toBe(
    // 1 August is a Saturday.
    local('2026-08-03 17:00'),
  );
  expect(due('2026-07-06 09:15', months(1), 'civil', [wait]).due).toBe(local('2026-08-12 17:00'));
});

test('a same-day dossier is due at closing time, one received after three on the next working day', () => {
  const sameDay = (received: string, pauses: readonly Pause[] = []) =>
    dueTime(calendar, {
      from: local(received),
      duration: days(1),
      rounding: 'hour-exact',
      sameDayCutoff: '15:00',
      pauses,
    }).due;
  expect(sameDay('2026-07-06 09:15')).toBe(local('2026-07-06 17:00'));
  expect(sameDay('2026-07-06 15:00')).toBe(local('2026-07-06 17:00'));
  expect(sameDay('2026-07-06 15:01')).toBe(local('2026-07-07 17:00'));
  expect(sameDay('2026-07-10 16:00')).toBe(local('2026-07-13 17:00'));
  expect(sameDay('2026-07-10 19:00')).toBe(local('2026-07-13 17:00'));
  expect(sameDay('2026-07-11 16:00')).toBe(local('2026-07-13 17:00'));
  const asked: Pause = {
    from: local('2026-07-06 10:00'),
    to: local('2026-07-08 15:30'),
    policy: 'exclude-resume',
  };
  expect(sameDay('2026-07-06 09:15', [asked])).toBe(local('2026-07-09 17:00'));
});

test('the computation lists the holidays skipped and the make-up days worked', () => {
  expect(due('2026-04-24 09:00', days(5)).working.holidaysSkipped).toEqual([
    { date: '2026-04-27', name: 'Hùng Kings, moved from Sunday' },
    { date: '2026-04-30', name: '30 April' },
    { date: '2026-05-01', name: '1 May' },
  ]);
  const { working } = due('2025-04-25 15:00', days(2));
  expect(working.makeupDaysWorked).toEqual([{ date: '2025-04-26', name: 'Worked for 2 May' }]);
  expect(working).toMatchObject({
    calendarVersion: 'test-1',
    startsAt: local('2025-04-25 15:00'),
    rounding: 'hour-exact',
  });
});

test('hours that change on a date are followed from that date', () => {
  const winter = [
    { opens: '07:30', closes: '11:30' },
    { opens: '13:00', closes: '17:00' },
  ];
  const seasonal = officeCalendar({ hours: [fiveDayWeek('2026-10-01', winter), fiveDayWeek('2019-01-01')] });
  const at = (received: string, amount: number) =>
    dueTime(seasonal, { from: local(received), duration: days(amount), rounding: 'hour-exact' }).due;
  expect(at('2026-09-30 14:00', 1)).toBe(local('2026-10-01 14:00'));
  expect(at('2026-09-29 09:00', 1)).toBe(local('2026-09-30 09:00'));
  expect(at('2026-10-01 13:00', 1)).toBe(local('2026-10-02 11:30'));
});

test('on days shorter than eight hours the exact time never passes the civil limit', () => {
  const morning = [{ opens: '07:30', closes: '11:30' }];
  const saturdays = officeCalendar({
    hours: [{ from: '2019-01-01', weekdays: { ...fiveDayWeek('2019-01-01').weekdays, 6: morning } }],
  });
  const { due: at, working } = dueTime(saturdays, {
    from: local('2026-07-10 16:30'),
    duration: days(1),
    rounding: 'hour-exact',
  });
  expect(at).toBe(local('2026-07-11 11:30'));
  expect(working.civil).toBe(at);
});

test('an unreadable instant, duration or cut-off is refused and named', () => {
  expect(() => due('2026-07-06 09:15', days(-1))).toThrow('not a duration: -1');
  expect(() => due('2026-07-06 09:15', days(Number.NaN))).toThrow(RangeError);
  expect(() => dueTime(calendar, { from: '2026-07-06', duration: days(1), rounding: 'civil' })).toThrow(
    'not an instant: 2026-07-06',
  );
  expect(() =>
    dueTime(calendar, {
      from: local('2026-07-06 09:15'),
      duration: days(1),
      rounding: 'civil',
      sameDayCutoff: '25:00',
    }),
  ).toThrow('not a time of day: 25:00');
});
