import { type WallClock, epochOf } from './time-zone.ts';
import type { Pause } from './types.ts';

/**
 * A pause on the wall clock, without what is already covered by an earlier pause or by the time before
 * receipt.
 */
export type ClippedPause = { from: number; to: number; restarts: boolean; source: Pause };

/** A dossier that was never complete had no clock to run out. */
export const neverStarted = ({ source }: ClippedPause): boolean => source.policy === 'start-when-complete';

/**
 * Pauses in order of time, clipped so that no moment is subtracted twice; pauses without duration are
 * dropped.
 */
export function clipPauses(
  pauses: readonly Pause[],
  received: number,
  wall: WallClock,
): readonly ClippedPause[] {
  let covered = received;
  return pauses
    .map((source) => ({
      source,
      from: wall.toWall(epochOf(source.from)),
      to: wall.toWall(epochOf(source.to)),
    }))
    .filter(({ from, to }) => to > from)
    .toSorted((a, b) => a.from - b.from || a.to - b.to)
    .flatMap(({ source, from, to }) => {
      if (to <= covered && source.extra === undefined) return [];
      const clipped = { from: Math.max(from, covered), to: Math.max(to, covered) };
      covered = clipped.to;
      return [
        {
          ...clipped,
          source,
          restarts: source.policy === 'restart' || source.policy === 'start-when-complete',
        },
      ];
    });
}
