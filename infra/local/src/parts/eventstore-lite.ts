import { join } from 'node:path';
import { workspace } from '../config.ts';
import { markOf } from '../processes/marked-processes.ts';
import { freePort } from '@egov/chassis/free-port';
import { startProcess, type Supervised } from '../processes/supervised.ts';
import { probe } from './grpc-probe.ts';
import type { PartOptions } from './nats.ts';

export type EventStoreLite = Supervised &
  Readonly<{ /** Connection string for the official client. */ url: string; port: number }>;

/** Starts the embedded event log on loopback, without TLS. */
export async function startEventStoreLite({
  dataDir,
  port,
  logFile,
  mark,
  env,
}: PartOptions & Readonly<{ env?: Readonly<Record<string, string>> }>): Promise<EventStoreLite> {
  const chosen = port ?? (await freePort());
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
      '--insecure',
    ],
    logFile: logFile ?? join(dataDir, 'eventstore-lite.log'),
    port: chosen,
    env: { ...env, ...markOf(mark) },
    ready: async () =>
      (await probe(`127.0.0.1:${chosen}`, '/event_store.client.gossip.Gossip/Read')) !== undefined,
  });
  return { ...started, url: `esdb://127.0.0.1:${chosen}?tls=false`, port: chosen };
}
