// Keywords of PromQL that rules and dashboards use.
const PROMQL = new Set([
  'sum',
  'max',
  'min',
  'rate',
  'increase',
  'absent',
  'predict_linear',
  'count_over_time',
  'min_over_time',
  'histogram_quantile',
  'topk',
  'by',
  'le',
  'or',
  'and',
  'unless',
  'offset',
  'bool',
]);

/** Returns the names of the metrics in a PromQL expression. */
export function metricsIn(expression: string): readonly string[] {
  const withoutLabels = expression
    .replaceAll(/\{[^}]*\}/gu, ' ')
    .replaceAll(/\b(?:by|on|without)\s*\([^)]*\)/gu, ' ')
    .replaceAll(/\[[^\]]*\]/gu, ' ')
    .replaceAll(/\boffset\s+\w+/gu, ' ');
  return [...new Set(withoutLabels.match(/(?<![\w:])[a-z_][\w:]*/gu) ?? [])].filter(
    (word) => !PROMQL.has(word),
  );
}
