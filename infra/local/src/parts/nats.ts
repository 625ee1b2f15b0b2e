import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { freePort, portTaken } from '@egov/chassis/free-port';
import { bringBroker } from '@egov/operations';
import {
  brokerAccounts,
  brokerProcesses,
  OPERATIONS,
  operatorOf,
  passwordVariable,
  type BrokerProcesses,
} from '@egov/platform';
import { workspace } from '../config.ts';
import { markOf, type Mark } from '../processes/marked-processes.ts';
import { startProcess, type Supervised } from '../processes/supervised.ts';
import { tool } from '../tools/tool.ts';
import type { TlsFiles } from './tls-files.ts';

export type PartOptions = Readonly<{
  dataDir: string;
  port?: number;
  logFile?: string;
  /** Put into the environment of the process. */ mark?: Mark;
}>;
export type NatsOptions = PartOptions &
  Readonly<{
    /** The list, if not as it is. */ processes?: BrokerProcesses;
    /** Without it, it has no TLS. */ tls?: TlsFiles | undefined;
  }>;
export type Nats = Supervised &
  Readonly<{
    /** Its address without an account. */
    url: string;
    /** Its address with the account of a process of the list, or of `operations`. */
    urlOf: (user: string) => string;
    port: number;
  }>;

/**
 * Starts a nats-server with JetStream on loopback, with the accounts and streams of the list; every
 * acknowledged write is on the disk.
 */
export async function startNats(options: NatsOptions): Promise<Nats> {
  const { dataDir, logFile, mark, processes = brokerProcesses, tls } = options;
  const port = options.port ?? (await freePort());
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const passwordOf = passwordsIn(dataDir);
  const config = join(dataDir, 'nats-server.conf');
  const settings = readFileSync(join(workspace, 'infra', 'nats', 'nats-server.conf'), 'utf8');
  writeFileSync(config, `${settings}\n${tlsSettings(tls)}${brokerAccounts(processes)}`, { mode: 0o600 });
  const names = [...Object.keys(processes), OPERATIONS];
  const started = await startProcess({
    name: 'nats-server',
    file: await tool('nats-server'),
    args: ['--config', config, '--addr', '127.0.0.1', '--port', String(port), '--store_dir', dataDir],
    logFile: logFile ?? join(dataDir, 'nats-server.log'),
    port,
    env: {
      ...markOf(mark),
      ...Object.fromEntries(names.map((name) => [passwordVariable(name), passwordOf(name)])),
    },
    // With TLS it says nothing before the client does.
    ready: async () =>
      tls === undefined ? ((await greeting(port))?.includes('"jetstream":true') ?? false) : portTaken(port),
  });
  const addressFor = (account: string): string =>
    tls === undefined
      ? `nats://${account}127.0.0.1:${port}`
      : `tls://${account}127.0.0.1:${port}?ca=${tls.ca}`;
  const urlOf = (user: string): string =>
    addressFor(`${user}:${passwordOf(user.startsWith(operatorOf('')) ? OPERATIONS : user)}@`);
  await bringBroker(urlOf(OPERATIONS), 1, processes).catch(async (error: unknown) => {
    await started.stop();
    throw error;
  });
  return { ...started, url: addressFor(''), urlOf, port };
}

const tlsSettings = (tls: TlsFiles | undefined): string =>
  tls === undefined
    ? ''
    : `tls { cert_file: "${tls.cert}", key_file: "${tls.key}", handshake_first: true }\n`;

/** A password of each user, the same at each start on one folder. */
function passwordsIn(dataDir: string): (user: string) => string {
  const file = join(dataDir, 'passwords.key');
  if (!existsSync(file)) writeFileSync(file, randomBytes(32), { mode: 0o600, flag: 'wx' });
  const secret = readFileSync(file);
  // Begins with a letter, as the server reads a word that begins with a digit as a number.
  return (user) => `p${createHmac('sha256', secret).update(user).digest('base64url')}`;
}
/** The line that a nats-server sends to every client. */
async function greeting(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.setTimeout(1000, () => socket.destroy());
    socket.once('data', (line) => {
      resolve(line.toString('utf8'));
      socket.destroy();
    });
    socket.once('error', () => {
      resolve(undefined);
    });
    socket.once('close', () => {
      resolve(undefined);
    });
  });
}
