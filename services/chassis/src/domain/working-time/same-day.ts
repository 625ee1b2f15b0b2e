import { neverStarted, type ClippedPause } from './counted-pauses.ts';
import { DAY_MS, msOfDay } from './local-date.ts';
import type { Duration } from './types.ts';
import { WORKING_DAY_HOURS } from './working-day.ts';
import { type WorkIndex, dayOf } from './work-index.ts';

function daysOf({ unit, amount }: Duration): number {
  switch (unit) {
    case 'working-hours':
      return Math.max(1, Math.ceil(amount / WORKING_DAY_HOURS));
    case 'working-days':
    case 'calendar-days':
      return Math.max(1, Math.ceil(amount));
    case 'months':
      throw new RangeError('a duration in months has no same-day cut-off');
  }
}

/**
 * A same-day procedure is due at closing time of the day of receipt, or of the next working day if received
 * after the cut-off. A pause that counts moves the receipt to its end: what matters is when the dossier was
 * complete.
 */
export function sameDayLimit(
  index: WorkIndex,
  received: number,
  duration: Duration,
  cutoff: string,
  pauses: readonly ClippedPause[],
): { due: number; counted: readonly boolean[] } {
  const last = msOfDay(cutoff);
  const days = daysOf(duration);
  const dueFrom = (at: number): number => {
    const start = dayOf(index.normalise(at));
    const missed = dayOf(at) === start && at - start * DAY_MS > last;
    return index.closeOf(index.nthWorkingDayAfter(start, days - 1 + (missed ? 1 : 0)));
  };
  let due = dueFrom(received);
  const counted = pauses.map((pause) => {
    if (pause.from >= due && !neverStarted(pause)) return false;
    due = dueFrom(pause.to);
    return true;
  });
  return { due, counted };
}
