import { DomainError } from '../../domain/mod.ts';
import type { Principal } from '../context/principal.ts';

/** How many calls of one caller are handled at once. */
export type PlacesPerCaller = Readonly<{
  person: number;
  /** A portal's own account asks in the name of everybody without a login. */
  account: number;
}>;

/** Gives each caller a few places, so that nobody takes those of the others. */
export type CallerPlaces = Readonly<{
  /**
   * Takes a place; returns a promise of one if all of the caller's are taken. Throws exhausted
   * TOO_MANY_CALLS_OF_CALLER if too many wait already, the signal's reason.
   */
  take: (
    caller: Pick<Principal, 'subject' | 'service'>,
    call: Readonly<{ signal: AbortSignal }>,
  ) => undefined | Promise<void>;
  /** Frees a place that was taken. */
  free: (caller: Pick<Principal, 'subject'>) => void;
}>;

/** A page or a tool may send a burst: this many calls wait for each place, and the rest is refused. */
const WAITING_PER_PLACE = 16;
/** Waiting calls of all callers together. */
const MAX_WAITING = 1_000;
const RETRY_AFTER_MS = 500;

type Line = { taken: number; waiting: Set<() => void> };

export function callerPlaces({ person, account }: PlacesPerCaller): CallerPlaces {
  const lines = new Map<string, Line>();
  let waitingInAll = 0;
  return {
    take({ subject, service }, call) {
      const places = service ? account : person;
      const line = lines.get(subject) ?? { taken: 0, waiting: new Set() };
      lines.set(subject, line);
      if (line.taken < places) {
        line.taken += 1;
        return undefined;
      }
      if (line.waiting.size >= places * WAITING_PER_PLACE || waitingInAll >= MAX_WAITING)
        throw new DomainError('exhausted', 'TOO_MANY_CALLS_OF_CALLER', { retryAfterMs: RETRY_AFTER_MS });
      const { signal } = call;
      return new Promise((resolve, reject) => {
        const leave = (): void => {
          line.waiting.delete(next);
          waitingInAll -= 1;
          signal.removeEventListener('abort', aborted);
        };
        const next = (): void => {
          leave();
          resolve();
        };
        const aborted = (): void => {
          leave();
          reject(signal.reason);
        };
        line.waiting.add(next);
        waitingInAll += 1;
        signal.addEventListener('abort', aborted);
        if (signal.aborted) aborted();
      });
    },
    free({ subject }) {
      const line = lines.get(subject);
      if (line === undefined) return;
      const [next] = line.waiting;
      if (next !== undefined) return next();
      line.taken -= 1;
      if (line.taken === 0) lines.delete(subject);
    },
  };
}
