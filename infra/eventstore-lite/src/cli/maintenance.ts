import { Command } from 'commander';
import { backup } from '../maintenance/backup.ts';
import { restore } from '../maintenance/restore.ts';
import { verify } from '../maintenance/verify.ts';

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** `backup`: copies the log while the store runs. */
export const backupCommand = (): Command =>
  new Command('backup')
    .description('Copy the log into another folder; the store may be running.')
    .requiredOption('--data <folder>', 'the folder of the log')
    .requiredOption('--to <folder>', 'where the copy goes; must not hold a log yet')
    .action(async ({ data, to }: { data: string; to: string }) => {
      await backup(data, to);
      const { events, head, findings } = verify(to);
      say(
        JSON.stringify({ status: findings.length === 0 ? 'backed up' : 'damaged', events, head, findings }),
      );
      if (findings.length > 0) process.exitCode = 1;
    });

/** `restore`: puts a backup in the place of the log; the store must be stopped. */
export const restoreCommand = (): Command =>
  new Command('restore')
    .description('Put a backup in the place of the log; the store must be stopped.')
    .requiredOption('--from <folder>', 'the backup')
    .requiredOption('--data <folder>', 'the folder of the log')
    .option('--overwrite', 'replace an existing log')
    .action(async ({ from, data, overwrite }: { from: string; data: string; overwrite?: boolean }) => {
      await restore(from, data, overwrite ?? false);
      const { events, head } = verify(data);
      say(JSON.stringify({ status: 'restored', events, head }));
    });

/** `verify`: checks pages, positions, revisions and the chain of checksums. */
export const verifyCommand = (): Command =>
  new Command('verify')
    .description(
      'Check pages, positions, revisions and the chain of checksums; the store may be running. ' +
        'Exits with 1 when something is found.',
    )
    .requiredOption('--data <folder>', 'the folder of the log')
    .option('--json', 'print the result as one JSON line')
    .action(({ data, json }: { data: string; json?: boolean }) => {
      const result = verify(data);
      if (json === true) say(JSON.stringify(result));
      else {
        for (const { what, stream, revision, position } of result.findings) {
          say(
            [
              position === undefined ? '' : `position ${position}`,
              stream === undefined ? '' : `stream ${stream}`,
              revision === undefined ? '' : `revision ${revision}`,
              what,
            ]
              .filter((part) => part !== '')
              .join(', '),
          );
        }
        say(
          result.findings.length === 0
            ? `Intact: ${result.events} events in ${result.streams} streams, up to position ${result.head}.`
            : `${result.findings.length} findings in ${result.events} events.`,
        );
      }
      if (result.findings.length > 0) process.exitCode = 1;
    });
