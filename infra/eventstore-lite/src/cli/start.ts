import { Command, InvalidArgumentError } from 'commander';
import { readAccounts } from '../config/accounts.ts';
import { certificate, startEventStore } from '../server.ts';

const wholeNumber = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError('A whole number is required.');
  return value;
};

interface StartFlags {
  readonly data: string;
  readonly port: number;
  readonly host: string;
  readonly advertiseHost?: string;
  readonly insecure?: boolean;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly accounts?: string;
  readonly defaultPasswords?: boolean;
  readonly maxAppendSize?: number;
  readonly maxPageCount?: number;
  readonly projections?: boolean;
  readonly allowShutdown?: boolean;
}

/** `start`: serves a data folder until it is stopped. */
export const startCommand = (): Command =>
  new Command('start')
    .description('Serve the log of a folder until SIGTERM or SIGINT.')
    .requiredOption('--data <folder>', 'folder of the log; created when absent')
    .option('--port <number>', 'port to listen on; 0 chooses a free one', wholeNumber, 2113)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--advertise-host <name>', 'address given to clients in gossip; the host by default')
    .option('--insecure', 'without TLS and credentials (the default when no certificate is given)')
    .option('--tls-cert <file>', 'certificate; turns on TLS and credentials')
    .option('--tls-key <file>', 'key of the certificate')
    .option('--accounts <file>', "JSON with the password of each account: 'admin', 'ops', and every service")
    .option('--default-passwords', "give both the real server's well-known first password")
    .option('--projections', 'run the system projections ($ce-, $et-, $bc-, $streams) from the start')
    .option('--allow-shutdown', 'allow operators to stop the store over the network')
    .option('--max-append-size <bytes>', 'largest append', wholeNumber)
    .option('--max-page-count <pages>', 'limit the log to this many pages of 4 KiB', wholeNumber)
    .action(start);

const passwords = (wellKnown: boolean | undefined) =>
  wellKnown === true ? { adminPassword: 'changeit', opsPassword: 'changeit' } : {};

async function start({ accounts, ...flags }: StartFlags): Promise<void> {
  const tls =
    flags.tlsCert !== undefined && flags.tlsKey !== undefined
      ? { tls: certificate(flags.tlsCert, flags.tlsKey) }
      : {};
  const store = await startEventStore({
    ...flags,
    ...tls,
    ...(accounts === undefined ? passwords(flags.defaultPasswords) : readAccounts(accounts)),
    onShutdown: () => process.exit(0),
  });
  const { host, port, connectionString } = store;
  process.stdout.write(`${JSON.stringify({ status: 'listening', host, port, connectionString })}\n`);
  const stop = (): void => {
    store.close().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}
