import { LRUCache } from 'lru-cache';
import type { Fold } from './fold.ts';

/**
 * The folds in memory as one command or read sees them; what it adds is dropped if a person was forgotten
 * since it began.
 */
export type FoldMemory<S> = Readonly<{
  cached: (stream: string) => Fold<S> | undefined;
  keep: (stream: string, fold: Fold<S>) => void;
  drop: (stream: string) => void;
}>;

/** Keeps the most recently used folds, up to this many streams. */
export function foldMemory<S>(
  streams: number,
): Readonly<{ now: () => FoldMemory<S>; forgetAll: () => void }> {
  const folds = new LRUCache<string, Fold<S>>({ max: streams });
  let forgettings = 0;
  return {
    now() {
      const begun = forgettings;
      return {
        cached: (stream) => folds.get(stream),
        keep(stream, fold) {
          if (begun === forgettings && fold.revision > (folds.peek(stream)?.revision ?? -1n))
            folds.set(stream, fold);
        },
        drop: (stream) => void folds.delete(stream),
      };
    },
    forgetAll() {
      forgettings += 1;
      folds.clear();
    },
  };
}
