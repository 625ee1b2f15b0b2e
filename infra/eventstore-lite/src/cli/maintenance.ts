import { Command } from 'commander';
import { backup } from '../maintenance/backup.ts';
import { restore } from '../maintenance/restore.ts';
import { verify, type Verification } from '../maintenance/verify.ts';

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
      const { events, head, findings, hidden } = verify(to);
      const status = findings.length === 0 ? 'backed up' : 'damaged';
      say(JSON.stringify({ status, events, head, findings, hidden }));
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

/** Prints what was verified, a line for each finding. */
function sayVerified({ events, streams, head, findings, hidden }: Verification): void {
  for (const { what, stream, revision, position } of findings)
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
  for (const { what, stream, account, at, position } of hidden) {
    const who = account === null || account === '' ? 'somebody whom the store did not ask' : account;
    say(`stream ${stream}, ${what}: by ${who} at ${at}, position ${position}`);
  }
  say(
    findings.length === 0
      ? `Intact: ${events} events in ${streams} streams, up to position ${head}.`
      : `${findings.length} findings in ${events} events.`,
  );
  if (hidden.length > 0) say(`${hidden.length} times events were hidden or removed.`);
}

/** `verify`: checks pages, positions, revisions, the chain of checksums, and what hides events. */
export const verifyCommand = (): Command =>
  new Command('verify')
    .description(
      'Check pages, positions, revisions and the chain of checksums, and tell who has hidden or removed ' +
        'events; the store may be running. Exits with 1 when something is found or hidden.',
    )
    .requiredOption('--data <folder>', 'the folder of the log')
    .option('--json', 'print the result as one JSON line')
    .action(({ data, json }: { data: string; json?: boolean }) => {
      const result = verify(data);
      if (json === true) say(JSON.stringify(result));
      else sayVerified(result);
      if (result.findings.length + result.hidden.length > 0) process.exitCode = 1;
    });
