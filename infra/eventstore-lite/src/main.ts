#!/usr/bin/env node
import { Command } from 'commander';
import { startCommand } from './cli/start.ts';

const program = new Command('eventstore-lite').description("An embedded event log that speaks EventStoreDB's gRPC protocol.");
program.addCommand(startCommand());
await program.parseAsync();
