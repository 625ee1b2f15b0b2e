import { CallFailed } from '@egov/chassis/grpc';
import { durations } from './durations.ts';

/** The result of a load: calls a second, how long each took, how many failed and why. */
export type LoadResult = {
  done: number;
  seconds: number;
  perSecond: number;
  p50: number;
  p95: number;
  p99: number;
  errors: Map<string, number>;
};

/** Runs `call` by a fixed number of callers, each starting again as soon as its call returns. */
export async function closedLoad(
  { callers, seconds }: { callers: number; seconds: number },
  call: () => Promise<unknown>,
): Promise<LoadResult> {
  const load = gather();
  const start = performance.now();
  const until = start + seconds * 1000;
  await Promise.all(
    Array.from({ length: callers }, async () => {
      while (performance.now() < until) await load.one(performance.now(), call);
    }),
  );
  return load.result((performance.now() - start) / 1000);
}

/**
 * Starts `call` at a steady rate, however slow the responses; each duration counts from the instant the call
 * was due, so that a stalled server shows in the percentiles.
 */
export async function openLoad(
  { perSecond, seconds }: { perSecond: number; seconds: number },
  call: () => Promise<unknown>,
): Promise<LoadResult> {
  const load = gather();
  const start = performance.now();
  const underWay = new Set<Promise<void>>();
  const calls = Math.round(perSecond * seconds);
  for (let sent = 0; sent < calls;) {
    const due = Math.min(calls, Math.floor(((performance.now() - start) / 1000) * perSecond) + 1);
    for (; sent < due; sent += 1) {
      const run: Promise<void> = load
        .one(start + (sent / perSecond) * 1000, call)
        .finally(() => underWay.delete(run));
      underWay.add(run);
    }
    await new Promise((resolve) => {
      setTimeout(resolve, 2);
    });
  }
  await Promise.all(underWay);
  return load.result((performance.now() - start) / 1000);
}

function gather() {
  const took = durations();
  const errors = new Map<string, number>();
  return {
    async one(from: number, call: () => Promise<unknown>) {
      try {
        await call();
        took.record(performance.now() - from);
      } catch (error) {
        errors.set(kindOf(error), (errors.get(kindOf(error)) ?? 0) + 1);
      }
    },
    result: (seconds: number): LoadResult => ({
      done: took.count,
      seconds,
      perSecond: took.count / seconds,
      p50: took.percentile(50),
      p95: took.percentile(95),
      p99: took.percentile(99),
      errors,
    }),
  };
}

/**
 * Names a failure: the status with its reason, the status alone when the platform was overloaded, else the
 * first words of the error.
 */
function kindOf(error: unknown): string {
  if (error instanceof CallFailed)
    return error.codeName === 'RESOURCE_EXHAUSTED' || error.reason === ''
      ? error.codeName
      : `${error.codeName} ${error.reason}`;
  return error instanceof Error ? error.message.slice(0, 60) : String(error);
}
