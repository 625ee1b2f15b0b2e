import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { build, type Histogram } from 'hdr-histogram-js';

/** One second of a run: responses of each kind with their durations, what was shed, what failed. */
export type Second = Readonly<{
  at: number;
  answered: number;
  p50: number;
  p95: number;
  p99: number;
  shed: number;
  failed: number;
}>;

type Bucket = { readonly times: Histogram; shed: number; failed: number };
type Sample = Readonly<{ type: string; metric: string; data: Readonly<{ time: string; value: number }> }>;

/** Metrics whose values are durations of responses. */
const timed: ReadonlySet<string> = new Set(['command', 'page', 'query']);

/** Aggregates k6's samples, one JSON line each, by the second in which they ended. */
export function gatherSeconds(began: number) {
  const buckets = new Map<number, Bucket>();
  const bucketAt = (second: number): Bucket => {
    const known = buckets.get(second) ?? {
      times: build({ lowestDiscernibleValue: 1, highestTrackableValue: 600_000 }),
      shed: 0,
      failed: 0,
    };
    buckets.set(second, known);
    return known;
  };
  const add = (line: string): void => {
    const { type, metric, data } = JSON.parse(line) as Sample;
    if (type !== 'Point') return;
    if (!timed.has(metric) && metric !== 'shed' && metric !== 'failed') return;
    const bucket = bucketAt(Math.max(0, Math.floor((Date.parse(data.time) - began) / 1_000)));
    if (timed.has(metric)) bucket.times.recordValue(Math.max(1, Math.round(data.value)));
    else if (metric === 'shed') bucket.shed += data.value;
    else bucket.failed += data.value;
  };
  return {
    read: async (lines: Readable): Promise<void> => {
      for await (const line of createInterface({ input: lines })) if (line.startsWith('{')) add(line);
    },
    /** In order, including seconds in which nothing happened. */
    seconds: (): readonly Second[] => {
      const last = Math.max(-1, ...buckets.keys());
      return Array.from({ length: last + 1 }, (_, at) => secondOf(at, buckets.get(at)));
    },
  };
}

const secondOf = (at: number, bucket: Bucket | undefined): Second => ({
  at,
  answered: bucket?.times.totalCount ?? 0,
  shed: bucket?.shed ?? 0,
  failed: bucket?.failed ?? 0,
  p50: quantile(bucket, 50),
  p95: quantile(bucket, 95),
  p99: quantile(bucket, 99),
});

const quantile = (bucket: Bucket | undefined, of: number): number =>
  bucket === undefined || bucket.times.totalCount === 0 ? 0 : bucket.times.getValueAtPercentile(of);
