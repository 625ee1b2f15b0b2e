import { civilLimit } from './civil.ts';
import { clipPauses, type ClippedPause } from './counted-pauses.ts';
import { hourExact, workOf, type ClockReading } from './hour-exact.ts';
import { sameDayLimit } from './same-day.ts';
import { epochOf, instantOf } from './time-zone.ts';
import type { DueWorking, Duration, Pause, PauseWorking, Rounding } from './types.ts';
import { compiledOf, type WorkingCalendar } from './working-calendar.ts';
import { type WorkIndex, dayOf } from './work-index.ts';

const MINUTE_MS = 60_000;

/**
 * What a due time is computed from. Pauses are finished ones: an open pause has no due time until it ends.
 */
export type DueQuestion = {
  from: string;
  duration: Duration;
  rounding: Rounding;
  pauses?: readonly Pause[];
  /**
   * `HH:MM`; set for same-day procedures: received later than this, the result is due the next working day.
   */
  sameDayCutoff?: string;
};

type Computation = {
  due: number;
  hourExact: number | null;
  civil: number | null;
  counted: readonly boolean[];
  work: number | null;
  readings: readonly ClockReading[];
};

function compute(
  index: WorkIndex,
  received: number,
  question: DueQuestion,
  pauses: readonly ClippedPause[],
): Computation {
  const { duration, rounding, sameDayCutoff } = question;
  if (sameDayCutoff !== undefined) {
    const { due, counted } = sameDayLimit(index, received, duration, sameDayCutoff, pauses);
    return { due, hourExact: null, civil: due, counted, work: null, readings: [] };
  }
  const work = workOf(duration);
  if (work === null) {
    const { due, counted } = civilLimit(index, received, duration, pauses);
    return { due, hourExact: null, civil: due, counted, work: null, readings: [] };
  }
  const exact = hourExact(index, received, work, pauses);
  const exactCounted = exact.readings.map(({ counted }) => counted);
  const base = { work: exact.counted, readings: exact.readings };
  if (duration.unit === 'working-hours') {
    return { ...base, due: exact.due, hourExact: exact.due, civil: null, counted: exactCounted };
  }
  const limit = civilLimit(index, received, duration, pauses);
  // Days shorter than eight hours must not push the exact time past the limit; pauses within a day must not
  // pull the limit before it.
  const paused = exactCounted.includes(true);
  const at = paused ? exact.due : Math.min(exact.due, limit.due);
  const civil = paused ? Math.max(limit.due, index.closeOf(dayOf(at))) : limit.due;
  return rounding === 'civil'
    ? { ...base, due: civil, hourExact: at, civil, counted: limit.counted }
    : { ...base, due: at, hourExact: at, civil, counted: exactCounted };
}

function pauseWorkings(
  pauses: readonly Pause[],
  clipped: readonly ClippedPause[],
  computation: Computation,
): PauseWorking[] {
  return pauses.map((source) => {
    const at = clipped.findIndex((pause) => pause.source === source);
    const reading = computation.readings[at];
    return {
      ...source,
      counted: computation.counted[at] ?? false,
      minutesUsed: reading === undefined ? null : reading.used / MINUTE_MS,
      minutesLeft: reading === undefined ? null : reading.left / MINUTE_MS,
    };
  });
}

function checkDuration({ amount }: Duration): void {
  if (!Number.isFinite(amount) || amount < 0) throw new RangeError(`not a duration: ${amount}`);
}

/**
 * Computes when a result is due and how: start, minutes, holidays, pauses, and the statutory civil limit in
 * addition to the hour-exact time. Throws CALENDAR_WITHOUT_HOURS when the calendar has too few hours,
 * RangeError when an instant, a duration or the cut-off is not well formed.
 */
export function dueTime(
  calendar: WorkingCalendar,
  question: DueQuestion,
): { due: string; working: DueWorking } {
  const { index, plans, wall } = compiledOf(calendar);
  const { from, duration, rounding, pauses = [], sameDayCutoff } = question;
  checkDuration(duration);
  for (const { extra } of pauses) if (extra !== undefined) checkDuration(extra);
  const received = wall.toWall(epochOf(from));
  const clipped = clipPauses(pauses, received, wall);
  const computation = compute(index, received, question, clipped);
  const [firstDay, lastDay] = [dayOf(received), dayOf(computation.due)];
  const toInstant = (at: number): string => instantOf(wall.toEpoch(at));
  const orNull = (at: number | null): string | null => (at === null ? null : toInstant(at));
  return {
    due: toInstant(computation.due),
    working: {
      calendarVersion: calendar.version,
      timeZone: calendar.timeZone,
      from,
      startsAt: toInstant(index.normalise(received)),
      duration,
      rounding,
      sameDayCutoff: sameDayCutoff ?? null,
      minutesCounted: computation.work === null ? null : computation.work / MINUTE_MS,
      hourExact: orNull(computation.hourExact),
      civil: orNull(computation.civil),
      holidaysSkipped: plans.special('off', firstDay, lastDay),
      makeupDaysWorked: plans.special('makeup', firstDay, lastDay),
      pauses: pauseWorkings(pauses, clipped, computation),
    },
  };
}
