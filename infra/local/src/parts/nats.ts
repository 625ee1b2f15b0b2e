import { connect } from 'node:net';
import { join } from 'node:path';
import { workspace } from '../config.ts';
import { markOf, type Mark } from '../processes/marked-processes.ts';
import { freePort } from '@egov/chassis/free-port';
import { startProcess, type Supervised } from '../processes/supervised.ts';
import { tool } from '../tools/tool.ts';

export type PartOptions = Readonly<{
  dataDir: string;
  port?: number;
  logFile?: string;
  /** Put into the environment of the process. */ mark?: Mark;
}>;
export type Nats = Supervised & Readonly<{ url: string; port: number }>;

/** Starts a nats-server with JetStream on loopback; every acknowledged write is on the disk. */
export async function startNats({ dataDir, port, logFile, mark }: PartOptions): Promise<Nats> {
  const chosen = port ?? (await freePort());
  const started = await startProcess({
    name: 'nats-server',
    file: await tool('nats-server'),
    args: [
      '--config',
      join(workspace, 'infra', 'nats', 'nats-server.conf'),
      '--addr',
      '127.0.0.1',
      '--port',
      String(chosen),
      '--store_dir',
      dataDir,
    ],
    logFile: logFile ?? join(dataDir, 'nats-server.log'),
    port: chosen,
    env: markOf(mark),
    ready: async () => (await greeting(chosen))?.includes('"jetstream":true') ?? false,
  });
  return { ...started, url: `nats://127.0.0.1:${chosen}`, port: chosen };
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
