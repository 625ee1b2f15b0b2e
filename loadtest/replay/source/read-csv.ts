import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { parse } from 'csv-parse';
import type { LoggedEvent, LogItem } from './case-log.ts';
import type { CsvColumns } from './csv-columns.ts';
import { readInstant } from './read-instant.ts';

type Row = { record: Record<string, string>; line: number };

/**
 * Reads a CSV of events, one event a row, in any order of cases: the rows of a case are collected, its events
 * keep the order of the file. Columns `case:…` are attributes of the case. A missing column of case, activity
 * or time is one item and nothing else.
 */
export async function* readCsv(
  text: AsyncIterable<string | Buffer>,
  columns: CsvColumns,
): AsyncGenerator<LogItem> {
  const cases = new Map<string, { attributes: Record<string, string>; events: LoggedEvent[] }>();
  for await (const row of rows(text)) {
    if (row instanceof BrokenRow) {
      yield malformed(row.line, row.reason);
      continue;
    }
    const absent = [columns.case, columns.activity, columns.timestamp].filter(
      (column) => !(column in row.record),
    );
    if (absent.length > 0) {
      yield malformed(
        1,
        `The header has no column ${absent.map((column) => `'${column}'`).join(', ')}: ` +
          'give yours with --case, --activity, --timestamp.',
      );
      return;
    }
    const caseId = row.record[columns.case];
    if (!caseId) {
      yield malformed(row.line, `The row has no case: column '${columns.case}' is empty.`);
      continue;
    }
    const event = eventOf(row.record, columns);
    if (typeof event === 'string') {
      yield malformed(row.line, event);
      continue;
    }
    const known = cases.get(caseId);
    if (known) known.events.push(event);
    else cases.set(caseId, { attributes: attributesOf(row.record, columns), events: [event] });
  }
  for (const [caseId, { attributes, events }] of cases)
    yield { kind: 'case', case: { caseId, attributes, events } };
}

const malformed = (line: number, reason: string): LogItem => ({
  kind: 'malformed',
  malformed: { line, reason },
});

class BrokenRow {
  readonly line: number;
  readonly reason: string;
  constructor(line: number, reason: string) {
    this.line = line;
    this.reason = reason;
  }
}

async function* rows(text: AsyncIterable<string | Buffer>): AsyncGenerator<Row | BrokenRow> {
  const { head, whole } = await withHead(text);
  const skipped: BrokenRow[] = [];
  const parser = parse({
    columns: true,
    bom: true,
    info: true,
    relax_column_count: false,
    skip_empty_lines: true,
    skip_records_with_error: true,
    delimiter: delimiterOf(head),
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
    on_skip: (error) => {
      if (error)
        skipped.push(new BrokenRow(Number(error['lines'] ?? 0), `The row cannot be read: ${error.message}`));
      return undefined;
    },
  });
  const feeding = feed(parser, whole, (error) => {
    skipped.push(
      new BrokenRow(parser.info.lines, `The file ends before its time: ${(error as Error).message}`),
    );
  });
  for await (const { record, info } of parser as AsyncIterable<{
    record: Record<string, string>;
    info: { lines: number };
  }>) {
    yield* skipped.splice(0);
    yield { record, line: info.lines };
  }
  await feeding;
  yield* skipped;
}

async function feed(
  parser: Writable,
  text: AsyncIterable<string>,
  onBroken: (error: unknown) => void,
): Promise<void> {
  try {
    for await (const chunk of text) if (!parser.write(chunk)) await once(parser, 'drain');
  } catch (error) {
    onBroken(error);
  }
  parser.end();
}

/** Reads up to the end of the first line, and still yields the whole text. */
async function withHead(
  text: AsyncIterable<string | Buffer>,
): Promise<{ head: string; whole: AsyncIterable<string> }> {
  const decoder = new TextDecoder();
  const chunks = text[Symbol.asyncIterator]();
  const next = async (): Promise<string | undefined> => {
    const { done, value } = await chunks.next();
    if (done) return undefined;
    return typeof value === 'string' ? value : decoder.decode(value, { stream: true });
  };
  let head = '';
  for (let chunk = await next(); chunk !== undefined; chunk = await next()) {
    head += chunk;
    if (/[\r\n]/.test(head)) break;
  }
  async function* whole() {
    yield head;
    for (let chunk = await next(); chunk !== undefined; chunk = await next()) yield chunk;
  }
  return { head, whole: whole() };
}

/** The delimiter that the header uses most, outside of quotes. */
function delimiterOf(head: string): string {
  const header = (/^[^\r\n]*/.exec(head)?.[0] ?? '').replace(/"[^"]*"/g, '');
  const uses = (delimiter: string): number => header.split(delimiter).length;
  return [',', ';', '\t', '|'].reduce((best, delimiter) => (uses(delimiter) > uses(best) ? delimiter : best));
}

/** Returns the event, or the reason why it is not one. */
function eventOf(record: Record<string, string>, columns: CsvColumns): LoggedEvent | string {
  const activity = record[columns.activity];
  if (!activity) return `The row has no activity: column '${columns.activity}' is empty.`;
  const time = record[columns.timestamp];
  if (!time) return `The row has no time: column '${columns.timestamp}' is empty.`;
  const occurred = readInstant(time);
  if (!occurred) return `The time '${time}' cannot be read: an ISO 8601 instant is expected.`;
  const resource = record[columns.resource];
  const transition = record['lifecycle:transition'];
  return { activity, occurred, ...(resource ? { resource } : {}), ...(transition ? { transition } : {}) };
}

function attributesOf(record: Record<string, string>, columns: CsvColumns): Record<string, string> {
  return Object.fromEntries(
    Object.entries(record).flatMap(([column, value]) =>
      column.startsWith('case:') && column !== columns.case && value !== ''
        ? [[column.slice('case:'.length), value]]
        : [],
    ),
  );
}
