import { DAY_MS } from './local-date.ts';

const INSTANT = /^[1-9]\d{3}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

export function epochOf(instant: string): number {
  const ms = INSTANT.test(instant) ? Date.parse(instant) : Number.NaN;
  if (Number.isNaN(ms)) throw new RangeError(`not an instant: ${instant}`);
  return ms;
}

export function instantOf(epoch: number): string {
  return new Date(epoch).toISOString();
}

/** Converts epoch milliseconds to milliseconds of the wall clock and back. */
export type WallClock = { toWall(epoch: number): number; toEpoch(wall: number): number };

const CACHED_DAYS = 20_000;

/**
 * Intl takes microseconds, so the offset is cached per UTC day: a day that starts and ends with the same
 * offset has no switch in between; only days with a switch ask Intl again.
 */
export function wallClock(timeZone: string): WallClock {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const offsets = new Map<number, number | 'switches'>();
  const ask = (epoch: number): number => {
    const part = Object.fromEntries(format.formatToParts(epoch).map(({ type, value }) => [type, value]));
    const wall = Date.UTC(
      Number(part['year']),
      Number(part['month']) - 1,
      Number(part['day']),
      Number(part['hour']),
      Number(part['minute']),
      Number(part['second']),
    );
    return wall - Math.floor(epoch / 1000) * 1000;
  };
  const offsetAt = (epoch: number): number => {
    const day = Math.floor(epoch / DAY_MS);
    let known = offsets.get(day);
    if (known === undefined) {
      const start = ask(day * DAY_MS);
      known = start === ask((day + 1) * DAY_MS) ? start : 'switches';
      if (offsets.size >= CACHED_DAYS) offsets.clear();
      offsets.set(day, known);
    }
    return known === 'switches' ? ask(epoch) : known;
  };
  return {
    toWall: (epoch) => epoch + offsetAt(epoch),
    toEpoch: (wall) => {
      const guess = wall - offsetAt(wall);
      return wall - offsetAt(guess);
    },
  };
}
