import { readFileSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
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
  readonly allowInsecureNetwork?: boolean;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly adminPasswordFile?: string;
  readonly opsPasswordFile?: string;
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
    .option('--allow-insecure-network', 'allow --insecure on addresses other than loopback')
    .option('--tls-cert <file>', 'certificate; turns on TLS and credentials')
    .option('--tls-key <file>', 'key of the certificate')
    .option(
      '--admin-password-file <file>',
      "password of 'admin', required at the first start with credentials",
    )
    .option('--ops-password-file <file>', "password of 'ops', required at the first start with credentials")
    .option('--default-passwords', "give both the real server's well-known first password")
    .option('--projections', 'run the system projections ($ce-, $et-, $bc-, $streams) from the start')
    .option('--allow-shutdown', 'allow operators to stop the store over the network')
    .option('--max-append-size <bytes>', 'largest append', wholeNumber)
    .option('--max-page-count <pages>', 'limit the log to this many pages of 4 KiB', wholeNumber)
    .action(start);

function passwordsOf(flags: StartFlags): { adminPassword?: string; opsPassword?: string } {
  const passwords: { adminPassword?: string; opsPassword?: string } =
    flags.defaultPasswords === true ? { adminPassword: 'changeit', opsPassword: 'changeit' } : {};
  if (flags.adminPasswordFile !== undefined)
    passwords.adminPassword = readFileSync(flags.adminPasswordFile, 'utf8').trim();
  if (flags.opsPasswordFile !== undefined)
    passwords.opsPassword = readFileSync(flags.opsPasswordFile, 'utf8').trim();
  return passwords;
}

async function start(flags: StartFlags): Promise<void> {
  const tls =
    flags.tlsCert !== undefined && flags.tlsKey !== undefined
      ? { tls: certificate(flags.tlsCert, flags.tlsKey) }
      : {};
  const store = await startEventStore({
    ...flags,
    ...tls,
    ...passwordsOf(flags),
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
