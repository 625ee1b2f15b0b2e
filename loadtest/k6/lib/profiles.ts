import type { Scenario } from 'k6/options';

/**
 * As many as are due each second, whether or not earlier ones have ended, so that a stalled platform shows in
 * the figures.
 */
export const steady = (perSecond: number, seconds: number): Scenario => ({
  executor: 'constant-arrival-rate',
  rate: Math.max(1, Math.round(perSecond * 10)),
  timeUnit: '10s',
  duration: `${seconds}s`,
  gracefulStop: '30s',
  ...pool(perSecond),
});

/** A rate that goes through the points, each `[share of the run, times the rate]`. */
export const shaped = (
  perSecond: number,
  seconds: number,
  points: readonly (readonly [number, number])[],
): Scenario => {
  const highest = Math.max(...points.map(([, times]) => times));
  let before = 0;
  const stages = points.map(([until, times]) => {
    const stage = {
      target: Math.round(perSecond * times * 10),
      duration: `${Math.max(1, Math.round((until - before) * seconds))}s`,
    };
    before = until;
    return stage;
  });
  return {
    executor: 'ramping-arrival-rate',
    startRate: Math.round(perSecond * (points[0]?.[1] ?? 1) * 10),
    timeUnit: '10s',
    stages,
    gracefulStop: '30s',
    ...pool(perSecond * highest),
  };
};

/** So many people, each doing one thing after the other, and finishing what they began. */
export const people = (count: number, seconds: number): Scenario => ({
  executor: 'constant-vus',
  vus: count,
  duration: `${seconds}s`,
  gracefulStop: '150s',
});

/** Enough for responses that take two seconds, more on demand. */
const pool = (perSecond: number) => ({
  preAllocatedVUs: Math.min(200, Math.ceil(perSecond * 2) + 2),
  maxVUs: Math.ceil(perSecond * 8) + 20,
});
