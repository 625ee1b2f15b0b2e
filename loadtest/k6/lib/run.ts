/**
 * How long the run is asked to be, in seconds, and how many a second, where the one who started it said so.
 */
export const seconds = Number(__ENV['EGOV_SECONDS']);
export const perSecond = Number(__ENV['EGOV_RATE']);

const DESK_SECONDS = 300;

/** What part of the time of a real desk a person takes in this run: a short run is a folded one. */
export const folded = Math.min(1, seconds / DESK_SECONDS);

/**
 * What every scenario has: cookies stay with a virtual user, as with a browser; numbers as a promise names
 * them.
 */
export const common = {
  noCookiesReset: true,
  discardResponseBodies: false,
  noVUConnectionReuse: false,
  setupTimeout: '120s',
  summaryTrendStats: ['count', 'avg', 'med', 'p(95)', 'p(99)', 'max'],
};

/** Hands the numbers to `npm run load`. */
export function handleSummary(data: object): Record<string, string> {
  return { [__ENV['EGOV_SUMMARY'] ?? '']: JSON.stringify(data) };
}
