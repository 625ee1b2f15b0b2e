#!/usr/bin/env node
import { Command } from 'commander';
import { backupCommand, restoreCommand, verifyCommand } from './cli/maintenance.ts';
import { startCommand } from './cli/start.ts';

const program = new Command('eventstore-lite').description(
  "An embedded event log that speaks EventStoreDB's gRPC protocol.",
);
for (const command of [startCommand(), backupCommand(), restoreCommand(), verifyCommand()])
  program.addCommand(command);
try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
