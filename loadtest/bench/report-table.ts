import { kept, type Measurement } from './measurement.ts';

/** Prints the figures as a table, each with its baseline and its bar. */
export function reportTable(measurements: readonly Measurement[]): string {
  const rows = [['figure', 'value', 'baseline', 'ratio', 'bar', ''], ...measurements.map(row)];
  const widths =
    rows[0]?.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0))) ?? [];
  return rows
    .map((cells) =>
      cells
        .map((cell, column) =>
          column === 0 || column === 5
            ? cell.padEnd(widths[column] ?? 0)
            : cell.padStart(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function row(measurement: Measurement): string[] {
  const { name, value, unit, baseline, bar } = measurement;
  const verdict = kept(measurement);
  return [
    name,
    `${round(value)} ${unit}`,
    baseline ? `${round(baseline.value)} (${baseline.name})` : '',
    baseline && baseline.value > 0 ? `${(value / baseline.value).toFixed(2)}` : '',
    bar ? `${bar.at === 'least' ? '≥' : '≤'} ${round(bar.value)}` : '',
    verdict === undefined ? '' : verdict ? 'kept' : 'MISSED',
  ];
}

const round = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toPrecision(3);
