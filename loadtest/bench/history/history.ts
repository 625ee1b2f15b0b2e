import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { EventStoreDBClient, START, streamNameFilter } from '@eventstore/db-client';
import { startProjector } from '@egov/chassis/runtime';
import { platformClients } from '@egov/local';
import { raiseOwnPlatform, type OwnPlatform } from '../../platform/own-platform.ts';
import { platformTarget } from '../../replay/platform-target.ts';
import { ensureRecordedProcedure } from '../../replay/recorded-procedure.ts';
import { replayLog } from '../../replay/replay-log.ts';
import type { Benchmark } from '../measurement.ts';
import { cpuOf } from '../processes/cpu-of.ts';
import { eventsIn, madeUpLog } from './made-up-log.ts';

/** Imports a history through the public API, and rebuilds a read model from the resulting log. */
export const history: Benchmark = {
  name: 'history',
  about:
    'replay of a generated log through the public API, and a read model rebuilt from the event log ' +
    'through the client',
  run: async ({ folder, quick }) => {
    const cases = quick ? 500 : 5_000;
    const platform = await raiseOwnPlatform({ folder });
    try {
      const before = cpuOf(platform.parts);
      const replayed = await replay(platform, cases);
      const cpu = cpuOf(platform.parts) - before;
      const bare = await bareReading(platform.eventStoreUrl('procedures'));
      const rebuilt = await rebuild(platform, join(folder, 'rebuilt'));
      return [
        {
          name: `replay of ${eventsIn(cases).toLocaleString('en-US')} events`,
          value: eventsIn(cases) / replayed,
          unit: '/s',
          bar: { at: 'least', value: 2_000 },
        },
        ...(cpu > 0
          ? [
              {
                name: 'CPU of 1,000 replayed events, all processes of the platform',
                value: (cpu * 1000) / eventsIn(cases),
                unit: 'ms',
              },
            ]
          : []),
        {
          name: `rebuild over ${bare.events.toLocaleString('en-US')} events`,
          value: bare.events / rebuilt,
          unit: '/s',
          baseline: { name: 'bare client reading', value: bare.events / bare.seconds },
          bar: { at: 'least', value: 15_000 },
        },
      ];
    } finally {
      await platform.stop();
    }
  },
};

async function replay({ services, tokenOf }: OwnPlatform, cases: number): Promise<number> {
  const clientsOf = (account: 'replay' | 'demo') => platformClients({ services, token: tokenOf(account) });
  const [clients, publisher] = [clientsOf('replay'), clientsOf('demo')];
  try {
    await ensureRecordedProcedure({ proposer: clients, publisher });
    const target = platformTarget(clients, {});
    const importId = randomUUID();
    const began = performance.now();
    const { position, refused } = await replayLog({ target, importId, items: madeUpLog(cases) });
    const { eventCount } = await target.getProcessStatistics({
      scope: { importId },
      top: 1,
      minPosition: position,
    });
    const seconds = (performance.now() - began) / 1000;
    if (refused.length > 0 || eventCount !== eventsIn(cases))
      throw new Error(
        `Of ${eventsIn(cases)} events the platform has ${eventCount}; ${refused.length} cases were refused.`,
      );
    return seconds;
  } finally {
    clients.close();
    publisher.close();
  }
}

/** The official client reading the same events, doing nothing with them. */
async function bareReading(url: string): Promise<{ events: number; seconds: number }> {
  const client = EventStoreDBClient.connectionString(url);
  const began = performance.now();
  let events = 0;
  try {
    const subscription = client.subscribeToAll({
      fromPosition: START,
      filter: streamNameFilter({ prefixes: ['procedures_'] }),
    });
    const until =
      (
        await client
          .readAll({ direction: 'backwards', fromPosition: 'end', maxCount: 1 })
          [Symbol.asyncIterator]()
          .next()
      ).value?.event?.position?.commit ?? 0n;
    for await (const { event } of subscription) {
      events += 1;
      if ((event?.position?.commit ?? 0n) >= until) break;
    }
    return { events, seconds: (performance.now() - began) / 1000 };
  } finally {
    await client.dispose();
  }
}

async function rebuild(
  { eventStoreUrl, natsUrlOf, masterKeyFile, chainKeysFile }: OwnPlatform,
  dataDir: string,
): Promise<number> {
  await mkdir(dataDir);
  const began = performance.now();
  const projector = await startProjector({
    module: new URL(import.meta.resolve('@egov/procedures/read-models')),
    eventStoreUrl: eventStoreUrl('procedures'),
    natsUrl: natsUrlOf('procedures'),
    masterKeyFile,
    chainKeysFile: chainKeysFile('procedures'),
    dataDir,
    name: 'procedures',
  });
  try {
    await projector.caughtUp;
    return (performance.now() - began) / 1000;
  } finally {
    await projector.stop();
  }
}
