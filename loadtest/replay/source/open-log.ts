import type { LogItem } from './case-log.ts';
import type { CsvColumns } from './csv-columns.ts';
import { encodingOf } from './encoding.ts';
import { openBytes } from './open-bytes.ts';
import { readCsv } from './read-csv.ts';
import { readXes } from './read-xes.ts';

/**
 * Reads a case log, XES or CSV, gzipped or not; detected by its first character, never by its name. Items
 * come in the order of the file. A broken row or element is an item too, and so is a truncated file; only a
 * file that cannot be opened throws.
 */
export async function* openLog(path: string, columns: CsvColumns): AsyncGenerator<LogItem> {
  const encoding = await encodingOf(() => openBytes(path));
  const first = await firstCharacter(decoded(openBytes(path), encoding));
  const text = decoded(openBytes(path), encoding);
  yield* first === '<' ? readXes(text) : readCsv(text, columns);
}

async function* decoded(bytes: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true });
}

async function firstCharacter(text: AsyncIterable<string>): Promise<string> {
  for await (const chunk of text) {
    const start = chunk.trimStart();
    if (start.length > 0) return start.charAt(0);
  }
  return '';
}
