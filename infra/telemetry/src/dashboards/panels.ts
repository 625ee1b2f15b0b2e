import type { Panel } from './dashboard.ts';

/** A panel of response times: two quantiles of a histogram, selected by `where`. */
export const quantiles = (title: string, histogram: string, where: string, by = 'job'): Panel => ({
  title,
  unit: 'ms',
  queries: [0.5, 0.95].map((quantile) => ({
    expr: `histogram_quantile(${quantile}, sum by (le, ${by}) (rate(${histogram}_bucket{${where}}[5m])))`,
    legend: `p${quantile * 100} ${legendOf(by)}`,
  })),
});

/** A panel of the kept traces: how long their work took, each a dot that leads to its trace. */
export const keptTraces = (where: string): Panel => ({
  title: 'Kept traces: how long',
  unit: 'ms',
  wide: true,
  about: 'What failed, what was slow and some of the rest: not every call or page. A dot is a trace.',
  queries: [
    {
      expr:
        'histogram_quantile(0.95, sum by (le, span_name) ' +
        `(rate(egov_traces_duration_milliseconds_bucket{${where},` +
        `span_kind=~"SPAN_KIND_SERVER|SPAN_KIND_CONSUMER"}[5m])))`,
      legend: 'p95 {{span_name}}',
      exemplar: true,
    },
  ],
});

/** A panel of how often something happens in a second. */
export const rateOf = (title: string, counter: string, where: string, by = 'job'): Panel => ({
  title,
  unit: 'reqps',
  queries: [{ expr: `sum by (${by}) (rate(${counter}{${where}}[5m]))`, legend: legendOf(by) }],
});

/** A panel of a current level. */
export const level = (
  title: string,
  unit: Panel['unit'],
  gauge: string,
  where: string,
  by = 'job',
): Panel => ({
  title,
  unit,
  queries: [{ expr: `max by (${by}) (${gauge}{${where}})`, legend: legendOf(by) }],
});

/** A panel of one large number. */
export const number = (title: string, unit: Panel['unit'], expr: string, about = ''): Panel => ({
  title,
  kind: 'stat',
  unit,
  about,
  queries: [{ expr, legend: '' }],
});

const legendOf = (by: string): string =>
  by
    .split(', ')
    .map((label) => `{{${label}}}`)
    .join(' ');
