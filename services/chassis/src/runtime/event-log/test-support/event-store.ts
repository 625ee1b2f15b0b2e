import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eventually } from '../../../testing/eventually.ts';
import { freePort } from '../../../testing/free-port.ts';
import { memoryKeyStore } from '../../keys/memory-key-store.ts';
import { someChainKeys } from './chain-keys.ts';
import { openEventLog } from '../event-log.ts';

/** The embedded event log as a separate process, in a separate folder. */
export type EventStore = Readonly<{
  url: string;
  folder: string;
  kill: () => Promise<void>;
  stop: () => Promise<void>;
  start: () => Promise<void>;
  remove: () => void;
}>;

const MAIN = fileURLToPath(new URL('../../../../../../infra/eventstore-lite/src/main.ts', import.meta.url));

/** Starts the embedded event log on a free port and waits until it responds. */
export async function startEventStore(): Promise<EventStore> {
  const folder = mkdtempSync(join(tmpdir(), 'eventstore-'));
  const port = await freePort();
  const url = `esdb://127.0.0.1:${port}?tls=false`;
  let running: ChildProcess;
  const ended = async (signal: NodeJS.Signals): Promise<void> => {
    if (running.exitCode !== null || running.signalCode !== null) return;
    const exit = once(running, 'exit');
    running.kill(signal);
    await exit;
  };
  const start = async (): Promise<void> => {
    running = spawn(process.execPath, [MAIN, 'start', '--data', folder, '--port', `${port}`, '--insecure'], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const log = openEventLog({
      url,
      service: 'trial',
      province: 'p01',
      keys: memoryKeyStore(),
      chainKeys: someChainKeys(),
      clock: () => '',
    });
    try {
      await eventually(async () => log.end().then(() => true));
    } catch (error) {
      await ended('SIGKILL');
      throw error;
    } finally {
      await log.close();
    }
  };
  await start();
  return {
    url,
    folder,
    start,
    kill: () => ended('SIGKILL'),
    stop: () => ended('SIGTERM'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
