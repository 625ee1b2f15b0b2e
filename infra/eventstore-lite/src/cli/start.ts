import { Command, InvalidArgumentError } from 'commander';
import { startEventStore } from '../server.ts';

const wholeNumber = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError('A whole number is needed.');
  return value;
};

interface StartFlags {
  readonly data: string;
  readonly port: number;
  readonly host: string;
  readonly maxAppendSize?: number;
  readonly allowInsecureNetwork?: boolean;
}

/** `start`: serves a data folder until told to stop. */
export const startCommand = (): Command => new Command('start')
  .description('Serve the log of a folder until SIGTERM or SIGINT.')
  .requiredOption('--data <folder>', 'where the log lies; made when absent')
  .option('--port <number>', 'port to listen on; 0 takes a free one', wholeNumber, 2113)
  .option('--host <address>', 'address to listen on', '127.0.0.1')
  .option('--insecure', 'without TLS and credentials (the default on loopback)')
  .option('--allow-insecure-network', 'be insecure on other addresses than loopback too')
  .option('--max-append-size <bytes>', 'largest append', wholeNumber)
  .action(start);

async function start(flags: StartFlags): Promise<void> {
  const store = await startEventStore(flags);
  process.stdout.write(`${JSON.stringify({ status: 'listening', host: store.host, port: store.port, connectionString: store.connectionString })}\n`);
  const stop = (): void => {
    store.close().then(() => process.exit(0), (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    });
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}
