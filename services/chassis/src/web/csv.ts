/** A column of a CSV file. */
export type CsvColumn = Readonly<{ key: string; label: string }>;

const BYTE_ORDER_MARK = '\uFEFF';

/** Writes rows as CSV (RFC 4180) that a spreadsheet opens as UTF-8 and never interprets as formulas. */
export function csv(
  rows: readonly Readonly<Record<string, string | number>>[],
  columns: readonly CsvColumn[],
): string {
  const lines = [
    columns.map(({ label }) => cell(label)),
    ...rows.map((row) => columns.map(({ key }) => cell(row[key] ?? ''))),
  ];
  return BYTE_ORDER_MARK + lines.map((line) => `${line.join(',')}\r\n`).join('');
}

/** What a spreadsheet may read as a formula: full-width signs count, and blanks before them do not. */
const FORMULA = /^[\s\p{C}]*[=+\-@]|^[\t\r\n]/u;

function cell(value: string | number): string {
  const isFormula = typeof value === 'string' && FORMULA.test(value.normalize('NFKC'));
  const text = isFormula ? `'${value}` : String(value);
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
