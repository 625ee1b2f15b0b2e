import { neverStarted, type ClippedPause } from './counted-pauses.ts';
import { advance } from './civil.ts';
import type { Duration } from './types.ts';
import { WORKING_DAY_HOURS } from './working-day.ts';
import { type WorkIndex, dayOf } from './work-index.ts';

const HOUR_MS = 3_600_000;

/** The working time a duration stands for; null when it is not counted in working time. */
export function workOf({ unit, amount }: Duration): number | null {
  switch (unit) {
    case 'working-days':
      return Math.round(amount * WORKING_DAY_HOURS * HOUR_MS);
    case 'working-hours':
      return Math.round(amount * HOUR_MS);
    case 'calendar-days':
    case 'months':
      return null;
  }
}

export type ClockReading = { pause: ClippedPause; counted: boolean; used: number; left: number };

export type HourExact = { due: number; counted: number; readings: readonly ClockReading[] };

/** Runs the clock minute by minute of work, stopping it over the pauses. */
export function hourExact(
  index: WorkIndex,
  received: number,
  work: number,
  pauses: readonly ClippedPause[],
): HourExact {
  let cursor = index.normalise(received);
  let whole = work;
  let left = work;
  const later: Duration[] = [];
  const readings = pauses.map((pause): ClockReading => {
    const passed = index.between(cursor, pause.from);
    if (passed >= left && !neverStarted(pause)) return { pause, counted: false, used: whole, left: 0 };
    const remaining = Math.max(0, left - passed);
    const reading = { pause, counted: true, used: whole - remaining, left: remaining };
    const extra = pause.source.policy === 'resume-extra' ? pause.source.extra : undefined;
    const extraWork = extra === undefined ? 0 : workOf(extra);
    if (extra !== undefined && extraWork === null) later.push(extra);
    whole = pause.restarts ? work : whole + (extraWork ?? 0);
    left = pause.restarts ? work : remaining + (extraWork ?? 0);
    cursor = Math.max(cursor, pause.to);
    return reading;
  });
  const run = index.add(cursor, left);
  const due = later.reduce((at, extra) => index.closeOf(advance(index, dayOf(at), extra)), run);
  return { due, counted: whole, readings };
}
