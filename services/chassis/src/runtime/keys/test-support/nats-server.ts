import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type NatsConnection, connect } from '@nats-io/transport-node';
import {
  brokerAccounts,
  brokerConsumers,
  brokerStreams,
  operatorOf,
  publicStream,
  type BrokerProcesses,
} from '@egov/platform';
import { eventually } from '../../../testing/eventually.ts';
import { freePort } from '../../../testing/free-port.ts';
import { bringStreams } from '../../messaging/bring-streams.ts';

/** A real nats-server with JetStream in a separate folder. */
export type NatsServer = Readonly<{
  folder: string;
  /** Connects, as a process of the list if the server has its accounts. */
  connect: (name?: string) => Promise<NatsConnection>;
  restart: (signal?: NodeJS.Signals) => Promise<void>;
  stop: () => Promise<void>;
}>;

const PASSWORD = 'secret';
const MODULE = new URL('../../../../../../infra/tools/nats-server', import.meta.url);

/**
 * Starts the pinned server on a free port; it flushes every message before it acknowledges. With `processes`
 * it has their accounts and streams, otherwise one user who may do everything, and nothing made.
 */
export async function startNatsServer(processes?: BrokerProcesses): Promise<NatsServer> {
  const binary = execFileSync('go', ['tool', '-n', 'nats-server'], { cwd: MODULE, encoding: 'utf8' }).trim();
  const folder = mkdtempSync(join(tmpdir(), 'nats-'));
  const config = join(folder, 'nats.conf');
  writeFileSync(
    config,
    `host: 127.0.0.1\nport: ${await freePort()}\nports_file_dir: "${folder}"\njetstream { store_dir: ` +
      `"${folder}", sync_interval: always }\n` +
      accountsOf(processes),
  );
  let running = await started(binary, config, folder);
  const connectTo = (user?: string): Promise<NatsConnection> =>
    connect({
      servers: running.url,
      reconnectTimeWait: 50,
      maxReconnectAttempts: -1,
      ...(user === undefined ? {} : { user, pass: PASSWORD, inboxPrefix: `_INBOX_${user}` }),
    });
  for (const [name, each] of Object.entries(processes ?? {})) {
    const nats = await connectTo(operatorOf(name));
    const consumers = { stream: publicStream(name), of: brokerConsumers(name, processes ?? {}) };
    await bringStreams(nats, { streams: brokerStreams(name, each), consumers });
    await nats.close();
  }
  return {
    folder,
    connect: connectTo,
    restart: async (signal = 'SIGTERM') => {
      await ended(running.process, signal);
      running = await started(binary, config, folder);
    },
    stop: async () => {
      await ended(running.process);
      rmSync(folder, { recursive: true });
    },
  };
}

const accountsOf = (processes: BrokerProcesses | undefined): string =>
  processes === undefined ? '' : brokerAccounts(processes).replaceAll(/\$PASSWORD_\w+/g, PASSWORD);

async function started(
  binary: string,
  config: string,
  folder: string,
): Promise<{ process: ChildProcess; url: string }> {
  const process = spawn(binary, ['-c', config], { stdio: 'ignore' });
  const url = await eventually(() => {
    const ports = JSON.parse(readFileSync(join(folder, `nats-server_${process.pid}.ports`), 'utf8')) as {
      nats: string[];
    };
    return ports.nats[0];
  }).catch((error: unknown) => {
    process.kill('SIGKILL');
    throw error;
  });
  return { process, url };
}

async function ended(process: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  const exit = once(process, 'exit');
  process.kill(signal);
  await exit;
}
