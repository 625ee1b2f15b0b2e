import { LRUCache } from 'lru-cache';
import { performance } from 'node:perf_hooks';

/** How much a server takes on. */
export type AdmissionLimits = Readonly<{
  /** Calls worked on at once, at most. */
  maxInFlight: number;
  /** Calls a second of one caller. */
  ratePerCaller: number;
  /** Commands slower than this lower the number of calls taken on, until they are fast again. */
  targetMs?: number;
}>;

/** Decides which calls are worked on; whatever it refuses costs next to nothing. */
export type Admission = Readonly<{
  /** Takes a call on, unless too many are being worked on already. */
  enter: () => boolean;
  /** Says that a call taken on has ended, and how long a command took. */
  leave: (commandMs?: number) => void;
  /** Takes one call off what a caller may make; answers how long it has to wait when nothing is left, otherwise 0. */
  waitOf: (caller: string) => number;
  inFlight: () => number;
  /** How many calls are taken on at once by now. */
  limit: () => number;
}>;

// Half of the second within which an admitted call of a burst is to be answered: the rest is for what waits before it gets here.
const TARGET_MS = 400;
const LEAST_LIMIT = 16;
const BACK_OFF = 0.8;
const BACK_OFF_EVERY_MS = 100;
const CALLERS_REMEMBERED = 10_000;

/** Makes the admission of one server. Its limit falls by a fifth while commands are slow and rises by one a round while they are fast. */
export function createAdmission({ maxInFlight, ratePerCaller, targetMs = TARGET_MS }: AdmissionLimits, now: () => number = () => performance.now()): Admission {
  let inFlight = 0;
  let limit = maxInFlight;
  let backedOffAt = Number.NEGATIVE_INFINITY;
  const waitOf = callerRates(ratePerCaller, now);

  const adapt = (commandMs: number): void => {
    if (commandMs <= targetMs) {
      if (limit < maxInFlight) limit = Math.min(maxInFlight, limit + 1 / limit);
      return;
    }
    if (now() - backedOffAt < BACK_OFF_EVERY_MS) return;
    backedOffAt = now();
    limit = Math.max(Math.min(LEAST_LIMIT, maxInFlight), limit * BACK_OFF);
  };

  return {
    enter: () => {
      if (inFlight >= limit) return false;
      inFlight += 1;
      return true;
    },
    leave: (commandMs) => {
      inFlight -= 1;
      if (commandMs !== undefined) adapt(commandMs);
    },
    waitOf,
    inFlight: () => inFlight,
    limit: () => Math.floor(limit),
  };
}

type Bucket = { left: number; at: number };

function callerRates(ratePerCaller: number, now: () => number): (caller: string) => number {
  const buckets = new LRUCache<string, Bucket>({ max: CALLERS_REMEMBERED });
  return (caller) => {
    const at = now();
    let bucket = buckets.get(caller);
    if (bucket === undefined) {
      bucket = { left: ratePerCaller, at };
      buckets.set(caller, bucket);
    }
    bucket.left = Math.min(ratePerCaller, bucket.left + ((at - bucket.at) * ratePerCaller) / 1_000);
    bucket.at = at;
    if (bucket.left < 1) return Math.ceil(((1 - bucket.left) * 1_000) / ratePerCaller);
    bucket.left -= 1;
    return 0;
  };
}
