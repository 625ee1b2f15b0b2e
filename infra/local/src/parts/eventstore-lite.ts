import { readFileSync } from 'node:fs';
import { get } from 'node:https';
import { join } from 'node:path';
import { workspace } from '../config.ts';
import { markOf } from '../processes/marked-processes.ts';
import { freePort } from '@egov/chassis/free-port';
import { startProcess, type Supervised } from '../processes/supervised.ts';
import type { EventLogAccount } from '@egov/platform';
import { eventLogAccess } from './event-log-access.ts';
import type { PartOptions } from './nats.ts';

export type EventStoreLite = Supervised &
  Readonly<{
    /** Returns the connection string of an account for the official client. */
    urlOf: (account: EventLogAccount) => string;
    /** The file with the passwords of all accounts. */
    accountsFile: string;
    port: number;
  }>;

/** Starts the embedded event log on loopback, with an account for each service. */
export async function startEventStoreLite({
  dataDir,
  port,
  logFile,
  mark,
  env,
}: PartOptions & Readonly<{ env?: Readonly<Record<string, string>> }>): Promise<EventStoreLite> {
  const chosen = port ?? (await freePort());
  const { accountsFile, certificateFile, keyFile, authorityFile, passwordOf } = await eventLogAccess(dataDir);
  const authority = readFileSync(authorityFile);
  const started = await startProcess({
    name: 'eventstore-lite',
    file: process.execPath,
    // The buffers of a burst are returned to the system instead of staying in the heap: 240 MB under load
    // become about 155 MB.
    args: [
      '--max-semi-space-size=4',
      '--max-old-space-size=256',
      join(workspace, 'infra', 'eventstore-lite', 'src', 'main.ts'),
      'start',
      '--data',
      dataDir,
      '--port',
      String(chosen),
      '--tls-cert',
      certificateFile,
      '--tls-key',
      keyFile,
      '--accounts',
      accountsFile,
    ],
    logFile: logFile ?? join(dataDir, 'eventstore-lite.log'),
    port: chosen,
    env: { ...env, ...markOf(mark) },
    ready: () => takesCalls(chosen, authority),
  });
  return {
    ...started,
    accountsFile,
    port: chosen,
    urlOf: (account) =>
      `esdb://${account}:${passwordOf(account)}@localhost:${chosen}` +
      `?tls=true&tlsCAFile=${encodeURIComponent(authorityFile)}`,
  };
}

/** Whether the log is ready. */
const takesCalls = (port: number, ca: Buffer): Promise<boolean> =>
  new Promise((resolve) => {
    get({ host: '127.0.0.1', port, path: '/health/ready', ca, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode === 204);
    }).once('error', () => resolve(false));
  });
