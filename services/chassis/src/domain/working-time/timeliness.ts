import { epochOf } from './time-zone.ts';

/** Trước hạn, đúng hạn, quá hạn. */
export type Timeliness = 'early' | 'on-time' | 'late';

/**
 * Classes a result by the instant of its release to the counter, never by the citizen's pick-up; null without
 * a due time. Throws RangeError when an instant is not well formed.
 */
export function timelinessOf(due: string | null, released: string): Timeliness | null {
  if (due === null) return null;
  const difference = epochOf(released) - epochOf(due);
  if (difference === 0) return 'on-time';
  return difference < 0 ? 'early' : 'late';
}
