import { randomUUID } from 'node:crypto';
import { EventStoreDBClient, jsonEvent, START } from '@eventstore/db-client';
import { startEventStoreLite } from '@egov/local';
import { sqliteGroupCommit } from '../baselines/sqlite-group-commit.ts';
import type { Benchmark, Measurement } from '../measurement.ts';
import { closedLoad, type LoadResult } from '../under-load.ts';

const payload = { note: 'x'.repeat(200) };
const events = (count: number) =>
  Array.from({ length: count }, () => jsonEvent({ type: 'Measured', data: payload, id: randomUUID() }));
const whole = ({ errors, ...load }: LoadResult): Omit<LoadResult, 'errors'> => {
  if (errors.size > 0) throw new Error([...errors].map(([why, times]) => `${times} × ${why}`).join('; '));
  return load;
};

/**
 * Appends and reads through the official client against eventstore-lite in another process; each append is
 * durable before it returns.
 */
export const appends: Benchmark = {
  name: 'event-log',
  about:
    'durable appends with 1 and 64 writers, catch-up subscription and backward reads through the ' +
    'official client',
  run: async ({ folder, quick }) => {
    const seconds = quick ? 1.5 : 5;
    const store = await startEventStoreLite({ dataDir: folder });
    const client = EventStoreDBClient.connectionString(store.urlOf('admin'));
    const append = (count: number) => () => client.appendToStream(`bench-${randomUUID()}`, events(count));
    try {
      await closedLoad({ callers: 16, seconds: 1 }, append(1));
      const one = whole(await closedLoad({ callers: 1, seconds }, append(1)));
      const many = whole(await closedLoad({ callers: 64, seconds }, append(1)));
      const tens = whole(await closedLoad({ callers: 64, seconds }, append(10)));
      const bare = {
        one: sqliteGroupCommit({ folder, group: 1, seconds: 1 }),
        many: sqliteGroupCommit({ folder, group: 64, seconds: 1 }),
      };
      const figures: Measurement[] = [
        {
          name: 'appends, 1 writer',
          value: one.perSecond,
          unit: '/s',
          baseline: { name: 'bare sqlite, 1 a commit', value: bare.one },
        },
        { name: 'appends, 1 writer, p95', value: one.p95, unit: 'ms' },
        {
          name: 'appends, 64 writers',
          value: many.perSecond,
          unit: '/s',
          baseline: { name: 'bare sqlite, 64 a commit', value: bare.many },
          bar: { at: 'least', value: 4_000 },
        },
        { name: 'appends, 64 writers, p95', value: many.p95, unit: 'ms' },
        {
          name: 'events, 64 writers, 10 an append',
          value: tens.perSecond * 10,
          unit: '/s',
          bar: { at: 'least', value: 10_000 },
        },
      ];
      const stored = one.done + many.done + tens.done * 10;
      return [...figures, await catchUp(client, stored)];
    } finally {
      await client.dispose();
      await store.stop();
    }
  },
};

async function catchUp(client: EventStoreDBClient, events: number): Promise<Measurement> {
  const began = performance.now();
  let seen = 0;
  const subscription = client.subscribeToAll({ fromPosition: START });
  for await (const _ of subscription) {
    seen += 1;
    if (seen === events) break;
  }
  return {
    name: `catch-up subscription over ${events.toLocaleString('en-US')} events`,
    value: seen / ((performance.now() - began) / 1000),
    unit: '/s',
    bar: { at: 'least', value: 15_000 },
  };
}
