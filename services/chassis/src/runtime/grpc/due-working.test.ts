import { expect, test } from '@jest/globals';
import {
  ClockPolicy,
  DueRounding,
  DueWorking,
  DurationUnit,
} from '@egov/proto/egov/working_time/v1/working_time';
import { dueWorkingTo } from './due-working.ts';

const working = {
  calendarVersion: 'v7',
  timeZone: 'Asia/Ho_Chi_Minh',
  from: '2026-11-20T01:00:00.000Z',
  startsAt: '2026-11-20T01:00:30.500Z',
  duration: { amount: 0.3, unit: 'working-days' },
  rounding: 'hour-exact',
  sameDayCutoff: null,
  minutesCounted: 159.84,
  hourExact: '2026-11-20T03:39:50.400Z',
  civil: null,
  holidaysSkipped: [{ date: '2026-11-23', name: 'Ngày nghỉ bù' }],
  makeupDaysWorked: [],
  pauses: [
    {
      from: '2026-11-20T02:00:00.000Z',
      to: '2026-11-20T03:00:00.000Z',
      policy: 'resume-extra',
      extra: { amount: 1, unit: 'working-hours' },
      counted: true,
      minutesUsed: 60.5,
      minutesLeft: null,
    },
  ],
} as const;

test('the computation of a due time crosses the wire unchanged, to the fraction of a minute', () => {
  const received = DueWorking.decode(DueWorking.encode(dueWorkingTo(working)).finish());
  expect(received).toEqual({
    calendarVersion: 'v7',
    timeZone: 'Asia/Ho_Chi_Minh',
    fromAt: new Date(working.from),
    startsAt: new Date(working.startsAt),
    duration: { amount: 0.3, unit: DurationUnit.DURATION_UNIT_WORKING_DAYS },
    rounding: DueRounding.DUE_ROUNDING_HOUR_EXACT,
    sameDayCutoff: undefined,
    minutesCounted: 159.84,
    hourExactAt: new Date(working.hourExact),
    civilAt: undefined,
    skippedHolidays: [{ day: '2026-11-23', name: 'Ngày nghỉ bù' }],
    countedMakeupDays: [],
    pauses: [
      {
        fromAt: new Date('2026-11-20T02:00:00.000Z'),
        toAt: new Date('2026-11-20T03:00:00.000Z'),
        policy: ClockPolicy.CLOCK_POLICY_RESUME_EXTRA,
        extra: { amount: 1, unit: DurationUnit.DURATION_UNIT_WORKING_HOURS },
        counted: true,
        minutesUsed: 60.5,
        minutesLeft: undefined,
      },
    ],
  });
});
