import { LRUCache } from 'lru-cache';

type Bucket = { left: number; at: number };

const CALLERS_REMEMBERED = 10_000;

/**
 * Makes a token bucket for each caller that holds one second of calls: takes one call from it, or returns how
 * many milliseconds to wait for the next.
 */
export function callerRates(ratePerCaller: number, now: () => number): (caller: string) => number {
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
