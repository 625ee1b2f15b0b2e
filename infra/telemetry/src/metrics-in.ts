// Words of the language itself, as far as rules and dashboards use them.
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

/** Answers the names of the metrics that an expression of PromQL asks for. */
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
