import type { Instant, Pause } from '@egov/chassis/domain';
import type { Due, PauseTerms } from './due.ts';

type Started = Readonly<{
  startedAt: Instant;
  due: Due;
  /**
   * A time that an official promised, entered at receipt or with an apology; no later computation is earlier
   * than it.
   */
  promise: Instant | null;
  pauses: readonly Pause[];
}>;

export type PausedClock = Started & Readonly<{ phase: 'paused'; since: Instant; terms: PauseTerms }>;

/** The clock of a dossier: all data from which its due time is computed, again after each pause. */
export type Clock =
  | Readonly<{ phase: 'not-started' }>
  | (Started & Readonly<{ phase: 'running' }>)
  | PausedClock;

export const notStarted: Clock = { phase: 'not-started' };

/** The currently promised time; null if there is none. */
export const promisedOf = (clock: Clock): Instant | null =>
  clock.phase === 'not-started' ? null : clock.due.promised;

export const startClock = (startedAt: Instant, due: Due): Clock => ({
  phase: 'running',
  startedAt,
  due,
  promise: due.working === null ? due.promised : null,
  pauses: [],
});

export const pauseClock = (clock: Clock, since: Instant, terms: PauseTerms): Clock =>
  clock.phase === 'running' ? { ...clock, phase: 'paused', since, terms } : clock;

/** The pause that ends at an instant. */
export const pauseUntil = ({ since, terms: { policy, extra } }: PausedClock, to: Instant): Pause => ({
  from: since,
  to,
  policy,
  ...(extra === null ? {} : { extra }),
});

export function resumeClock(clock: Clock, at: Instant, due: Due): Clock {
  if (clock.phase !== 'paused') return clock;
  const { startedAt, pauses } = clock;
  return {
    phase: 'running',
    startedAt,
    due,
    promise: due.carried?.continuedTo ?? null,
    pauses: [...pauses, pauseUntil(clock, at)],
  };
}

export const promiseAnew = (clock: Clock, promised: Instant): Clock =>
  clock.phase === 'not-started' ? clock : { ...clock, due: { ...clock.due, promised }, promise: promised };
