import { cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { Command } from 'commander';

/** `copy`: copies the files of a folder into an empty one. */
export const copyCommand = (): Command =>
  new Command('copy')
    .description('Copy the content of a folder into another, which must be empty.')
    .requiredOption('--from <folder>', 'the folder')
    .requiredOption('--to <folder>', 'target folder')
    .action(({ from, to }: { from: string; to: string }) => {
      if (!existsSync(from)) throw new Error(`There is no folder ${from}.`);
      mkdirSync(to, { recursive: true });
      const there = readdirSync(to).filter((name) => name !== LOST_AND_FOUND);
      if (there.length > 0) throw new Error(`${to} is not empty: ${there.slice(0, 3).join(', ')} ...`);
      const names = readdirSync(from).filter((name) => name !== LOST_AND_FOUND);
      for (const name of names)
        cpSync(`${from}/${name}`, `${to}/${name}`, { recursive: true, preserveTimestamps: true });
      process.stdout.write(`${names.length} entries copied.\n`);
    });

/** Every new ext4 volume has one. */
const LOST_AND_FOUND = 'lost+found';
