import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { PassThrough, pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { CsvColumns, LogItem } from './case-log.ts';
import { readCsv } from './read-csv.ts';
import { readXes } from './read-xes.ts';

/**
 * Reads a case log, XES or CSV, gzipped or not; which one is told by its first bytes, never by its name.
 * Items come in the order of the file. A broken row or element is an item too; only a file that cannot be opened throws.
 */
export async function* openLog(path: string, columns: CsvColumns): AsyncGenerator<LogItem> {
  const text = await openText(path);
  const first = await firstCharacter(path);
  yield* first === '<' ? readXes(text) : readCsv(text, columns);
}

/** Opens the text of a file, unzipped when it is gzip. */
export async function openText(path: string): Promise<Readable> {
  const file = createReadStream(path);
  if (!(await isGzip(path))) return file;
  const unzipped = new PassThrough();
  // A truncated archive ends the text where it breaks; the parser then names the line. Its error travels on the stream.
  pipeline(file, createGunzip(), unzipped, (error) => { if (error) unzipped.destroy(error); });
  return unzipped;
}

async function head(path: string, length: number): Promise<Buffer> {
  await using file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
  return buffer.subarray(0, bytesRead);
}

async function isGzip(path: string): Promise<boolean> {
  const bytes = await head(path, 2);
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

async function firstCharacter(path: string): Promise<string> {
  const text = await openText(path);
  for await (const chunk of text) {
    const start = String(chunk).replace(/^\uFEFF/, '').trimStart();
    if (start.length > 0) { text.destroy(); return start.charAt(0); }
  }
  return '';
}
