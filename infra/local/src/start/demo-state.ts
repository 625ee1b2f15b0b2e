import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const schema = z.strictObject({
  /** The day that is played, and the instant up to which it has happened. */
  day: z.string(),
  until: z.string(),
  /** Absent until everything was recorded: the log's position then, and the dossier with the most events. */
  played: z.strictObject({ position: z.string(), dossierId: z.string() }).optional(),
  /** What was done in a real browser, once it was. */
  inBrowser: z
    .strictObject({
      dossier: z.string(),
      procedure: z.string(),
      citizen: z.string(),
      official: z.string(),
      seconds: z.number(),
    })
    .optional(),
});

/** What a data directory holds of the demonstration. */
export type DemoState = z.infer<typeof schema>;

export function readDemoState(file: string): DemoState | undefined {
  return existsSync(file) ? schema.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
}

/** Writes by renaming, so that a kill leaves the old state or the new one. */
export function writeDemoState(file: string, state: DemoState): void {
  writeFileSync(`${file}.new`, JSON.stringify(state));
  renameSync(`${file}.new`, file);
}
