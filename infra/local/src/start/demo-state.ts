import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const schema = z.strictObject({
  /** The day that is played, and the instant after which nothing of it has happened yet. */
  day: z.string(),
  until: z.string(),
  /** Absent until all of it was recorded: how far the log was then, and the dossier that most happened to. */
  played: z.strictObject({ position: z.string(), dossierId: z.string() }).optional(),
  /** What was done in a real browser; absent until it was. */
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

/** What of the demo a data directory holds. */
export type DemoState = z.infer<typeof schema>;

export function readDemoState(file: string): DemoState | undefined {
  return existsSync(file) ? schema.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
}

/** Renamed into place, so that a kill leaves the old state or the new one. */
export function writeDemoState(file: string, state: DemoState): void {
  writeFileSync(`${file}.new`, JSON.stringify(state));
  renameSync(`${file}.new`, file);
}
