import { Command } from 'commander';
import { awaitCommand } from './await-command.ts';
import { brokerCommand } from './broker-command.ts';
import { checkCommand } from './check-command.ts';
import { eventLogCommand } from './event-log-command.ts';
import { forgetAccountCommand } from './forget-account-command.ts';
import { fillCommand } from './fill-command.ts';
import { livesCommand } from './lives-command.ts';
import { copyCommand } from './copy-command.ts';
import { loadCommand } from './load-command.ts';
import { pruneCommand } from './prune-command.ts';
import { realmCommand } from './realm-command.ts';
import { secretsCommand } from './secrets-command.ts';

const program = new Command('operations').description('Operates a platform from outside, wherever it runs.');
for (const command of [
  realmCommand(),
  brokerCommand(),
  eventLogCommand(),
  loadCommand(),
  checkCommand(),
  livesCommand(),
  fillCommand(),
  forgetAccountCommand(),
  copyCommand(),
  pruneCommand(),
  secretsCommand(),
  awaitCommand(),
])
  program.addCommand(command);
try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
// A connection to a replica that is gone may be retried long after everything is done.
process.exit();
