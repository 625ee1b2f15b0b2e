import { neverStarted, type ClippedPause } from './counted-pauses.ts';
import { addMonths } from './local-date.ts';
import type { Duration } from './types.ts';
import { WORKING_DAY_HOURS } from './working-day.ts';
import { type WorkIndex, dayOf } from './work-index.ts';

const DAYS_OF_HALF_A_MONTH = 15; // Civil Code 2015 art. 146: half a month is fifteen days

/** The last day of a period that begins with the day after `day`, not yet moved off a rest day. */
export function advance(index: WorkIndex, day: number, { unit, amount }: Duration): number {
  switch (unit) {
    case 'working-days':
      return index.nthWorkingDayAfter(day, Math.ceil(amount));
    case 'working-hours':
      return index.nthWorkingDayAfter(day, Math.ceil(amount / WORKING_DAY_HOURS));
    case 'calendar-days':
      return day + Math.ceil(amount);
    case 'months': {
      const whole = Math.floor(amount);
      return addMonths(day, whole) + Math.round((amount - whole) * 2 * DAYS_OF_HALF_A_MONTH);
    }
  }
}

export type CivilLimit = { due: number; counted: readonly boolean[] };

/**
 * Counts whole days, the day of the event excluded, to the close of the last one; a pause moves the end by
 * the days from the one after it began to the one it ended on, since the day of an event does not count for a
 * waiting period either.
 */
export function civilLimit(
  index: WorkIndex,
  received: number,
  duration: Duration,
  pauses: readonly ClippedPause[],
): CivilLimit {
  const inWorkingDays = duration.unit === 'working-days' || duration.unit === 'working-hours';
  let origin = dayOf(received);
  let waited = 0;
  let extras: Duration[] = [];
  const limit = (): number => {
    const end = advance(index, origin, duration);
    const moved = inWorkingDays ? index.nthWorkingDayAfter(end, waited) : end + waited;
    return index.closeOf(extras.reduce((day, extra) => advance(index, day, extra), moved));
  };
  const counted = pauses.map((pause) => {
    if (pause.from >= limit() && !neverStarted(pause)) return false;
    const [first, last] = [dayOf(pause.from), dayOf(pause.to)];
    if (pause.restarts) {
      [origin, waited, extras] = [last, 0, []];
      return true;
    }
    waited += inWorkingDays ? index.countWorkingDays(first + 1, last) : last - first;
    if (pause.source.policy === 'resume-extra' && pause.source.extra !== undefined)
      extras.push(pause.source.extra);
    return true;
  });
  return { due: limit(), counted };
}
