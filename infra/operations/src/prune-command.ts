import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';

const count = (text: string): number => {
  if (!/^[1-9]\d{0,3}$/.test(text))
    throw new InvalidArgumentError('A whole number from 1 to 9999 is needed.');
  return Number(text);
};

/** `prune`: keeps the newest runs of a backup. */
export const pruneCommand = (): Command =>
  new Command('prune')
    .description('Delete the oldest runs of a backup.')
    .requiredOption('--folder <folder>', 'where the runs lie, one folder each, backup-...')
    .requiredOption('--keep <count>', 'how many of the newest stay', count)
    .action(({ folder, keep }: { folder: string; keep: number }) => {
      for (const name of oldRuns(folder, keep)) {
        rmSync(join(folder, name), { recursive: true });
        process.stdout.write(`${name} was deleted.\n`);
      }
    });

/** The runs beyond the newest so many; other folders are nobody's business. */
export function oldRuns(folder: string, keep: number): readonly string[] {
  const runs = readdirSync(folder)
    .filter((name) => name.startsWith('backup-'))
    .map((name) => ({ name, at: statSync(join(folder, name)).mtimeMs }));
  return runs
    .toSorted((a, b) => b.at - a.at)
    .slice(keep)
    .map(({ name }) => name);
}
