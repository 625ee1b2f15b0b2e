import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const file = join(import.meta.dirname, '..', 'capacity.md');
const [begin, end] = ['<!-- tables: written by loadtest/capacity/main.ts -->', '<!-- end of tables -->'];

/** Returns the tables of the document; throws where their marks are missing. */
export const tablesInDocument = (): string => partsOf(readFileSync(file, 'utf8')).tables;

/** Replaces the tables of the document and leaves the rest as it is. */
export function writeTables(tables: string): void {
  const { before, after } = partsOf(readFileSync(file, 'utf8'));
  writeFileSync(file, `${before}${begin}\n${tables}\n${end}${after}`);
}

function partsOf(text: string): Readonly<{ before: string; tables: string; after: string }> {
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`capacity.md has no '${begin}' followed by '${end}'.`);
  return {
    before: text.slice(0, from),
    tables: text.slice(from + begin.length, to).trim(),
    after: text.slice(to + end.length),
  };
}
