import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type NatsConnection, connect } from '@nats-io/transport-node';
import { eventually } from '../../../testing/eventually.ts';
import { freePort } from '../../../testing/free-port.ts';

/** A real nats-server with JetStream in a separate folder. */
export type NatsServer = Readonly<{
  folder: string;
  connect: () => Promise<NatsConnection>;
  restart: (signal?: NodeJS.Signals) => Promise<void>;
  stop: () => Promise<void>;
}>;

const MODULE = new URL('../../../../../../infra/tools/nats-server', import.meta.url);

/** Starts the pinned server on a free port; it flushes every message before it acknowledges. */
export async function startNatsServer(): Promise<NatsServer> {
  const binary = execFileSync('go', ['tool', '-n', 'nats-server'], { cwd: MODULE, encoding: 'utf8' }).trim();
  const folder = mkdtempSync(join(tmpdir(), 'nats-'));
  const config = join(folder, 'nats.conf');
  writeFileSync(
    config,
    `host: 127.0.0.1\nport: ${await freePort()}\nports_file_dir: "${folder}"\njetstream { store_dir: ` +
      `"${folder}", sync_interval: always }\n`,
  );
  let running = await started(binary, config, folder);
  return {
    folder,
    connect: () => connect({ servers: running.url, reconnectTimeWait: 50, maxReconnectAttempts: -1 }),
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
