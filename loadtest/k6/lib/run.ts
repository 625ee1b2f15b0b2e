/** The requested duration in seconds and rate a second, where they were given. */
export const seconds = Number(__ENV['EGOV_SECONDS']);
export const perSecond = Number(__ENV['EGOV_RATE']);

const DESK_SECONDS = 300;

/** The share of real time that a person takes in this run, as a short run is a shortened day. */
export const folded = Math.min(1, seconds / DESK_SECONDS);

/**
 * Options of every scenario: a virtual user keeps its cookies, as a browser does; the statistics are those
 * that promises name.
 */
export const common = {
  noCookiesReset: true,
  discardResponseBodies: false,
  noVUConnectionReuse: false,
  setupTimeout: '120s',
  summaryTrendStats: ['count', 'avg', 'med', 'p(95)', 'p(99)', 'max'],
};

/** Passes the numbers to `npm run load`. */
export function handleSummary(data: object): Record<string, string> {
  return { [__ENV['EGOV_SUMMARY'] ?? '']: JSON.stringify(data) };
}
