import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';

const count = (text: string): number => {
  if (!/^[1-9]\d{0,3}$/.test(text))
    throw new InvalidArgumentError('A whole number from 1 to 9999 is required.');
  return Number(text);
};

/** `prune`: keeps the newest runs of a backup. */
export const pruneCommand = (): Command =>
  new Command('prune')
    .description('Delete the oldest runs of a backup.')
    .requiredOption('--folder <folder>', 'folder of the runs, each a folder named backup-...')
    .requiredOption('--keep <count>', 'how many of the newest to keep', count)
    .action(({ folder, keep }: { folder: string; keep: number }) => {
      for (const name of oldRuns(folder, keep)) {
        rmSync(join(folder, name), { recursive: true });
        process.stdout.write(`${name} was deleted.\n`);
      }
    });

/** Returns all but the newest runs; other folders are left alone. */
export function oldRuns(folder: string, keep: number): readonly string[] {
  if (!existsSync(folder)) throw new Error(`There is no folder ${folder}.`);
  const runs = readdirSync(folder)
    .filter((name) => name.startsWith('backup-'))
    .map((name) => ({ name, at: statSync(join(folder, name)).mtimeMs }));
  return runs
    .toSorted((a, b) => b.at - a.at)
    .slice(keep)
    .map(({ name }) => name);
}
