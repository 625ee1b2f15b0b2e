import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Reads one data file of this package and checks every record; an error names file, record and field. */
export function readRecords<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
): readonly z.infer<Schema>[] {
  const records: unknown = JSON.parse(readFileSync(new URL(`../data/${file}`, import.meta.url), 'utf8'));
  const parsed = z.array(schema).safeParse(records);
  if (!parsed.success) throw new Error(`${file}: ${z.prettifyError(parsed.error)}`, { cause: parsed.error });
  return parsed.data;
}
