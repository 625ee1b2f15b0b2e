import * as wire from '@egov/proto/egov/working_time/v1/working_time';
import type { DueWorking, Duration } from '../../domain/mod.ts';
import { enumWords } from './enum-words.ts';

const { DurationUnit, DueRounding, ClockPolicy } = wire;

export const durationUnits = enumWords(DurationUnit, {
  'working-days': DurationUnit.DURATION_UNIT_WORKING_DAYS,
  'calendar-days': DurationUnit.DURATION_UNIT_CALENDAR_DAYS,
  'working-hours': DurationUnit.DURATION_UNIT_WORKING_HOURS,
  months: DurationUnit.DURATION_UNIT_MONTHS,
});

export const dueRoundings = enumWords(DueRounding, {
  'hour-exact': DueRounding.DUE_ROUNDING_HOUR_EXACT,
  civil: DueRounding.DUE_ROUNDING_CIVIL,
});

export const clockPolicies = enumWords(ClockPolicy, {
  'exclude-resume': ClockPolicy.CLOCK_POLICY_EXCLUDE_RESUME,
  restart: ClockPolicy.CLOCK_POLICY_RESTART,
  'start-when-complete': ClockPolicy.CLOCK_POLICY_START_WHEN_COMPLETE,
  'resume-extra': ClockPolicy.CLOCK_POLICY_RESUME_EXTRA,
  'exclude-third-party': ClockPolicy.CLOCK_POLICY_EXCLUDE_THIRD_PARTY,
});

/** A length of time on the wire. */
export const durationTo = ({ amount, unit }: Duration): wire.Duration => ({
  amount,
  unit: durationUnits.to(unit),
});

/** The computation of a due time on the wire. */
export const dueWorkingTo = (working: DueWorking): wire.DueWorking => ({
  calendarVersion: working.calendarVersion,
  timeZone: working.timeZone,
  fromAt: new Date(working.from),
  startsAt: new Date(working.startsAt),
  duration: durationTo(working.duration),
  rounding: dueRoundings.to(working.rounding),
  sameDayCutoff: working.sameDayCutoff ?? undefined,
  minutesCounted: working.minutesCounted ?? undefined,
  hourExactAt: working.hourExact === null ? undefined : new Date(working.hourExact),
  civilAt: working.civil === null ? undefined : new Date(working.civil),
  skippedHolidays: working.holidaysSkipped.map(({ date, name }) => ({ day: date, name })),
  countedMakeupDays: working.makeupDaysWorked.map(({ date, name }) => ({ day: date, name })),
  pauses: working.pauses.map(({ from, to, policy, extra, counted, minutesUsed, minutesLeft }) => ({
    fromAt: new Date(from),
    toAt: new Date(to),
    policy: clockPolicies.to(policy),
    extra: extra === undefined ? undefined : durationTo(extra),
    counted,
    minutesUsed: minutesUsed ?? undefined,
    minutesLeft: minutesLeft ?? undefined,
  })),
});
