import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventStoreDBClient, jsonEvent, type EventData } from '@eventstore/db-client';
import type { EventStoreOptions } from '../config/options.ts';
import { startEventStore, type RunningEventStore } from '../server.ts';

/** A store over a temporary folder, with a client. */
export interface StoreForTest {
  readonly folder: string;
  readonly client: EventStoreDBClient;
  readonly store: () => RunningEventStore;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export async function storeForTest(options: Partial<EventStoreOptions> = {}): Promise<StoreForTest> {
  const folder = mkdtempSync(join(tmpdir(), 'eventstore-lite-'));
  let store = await startEventStore({ data: folder, ...options });
  const client = EventStoreDBClient.connectionString(store.connectionString);
  return {
    folder,
    client,
    store: () => store,
    restart: async () => {
      const { port } = store;
      await store.close();
      store = await startEventStore({ data: folder, ...options, port });
    },
    stop: async () => {
      await client.dispose();
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Collects everything of an iterable. */
export async function all<T>(source: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of source) items.push(item);
  return items;
}

/** Any number of plain events. */
export const events = (count: number, type = 'DossierReceived', id?: readonly string[]): EventData[] =>
  Array.from({ length: count }, (_, index) =>
    jsonEvent({ type, data: { index }, ...(id?.[index] === undefined ? {} : { id: id[index] }) }),
  );

/** Waits until a condition holds, checking at each turn of the event loop. */
export async function eventually(holds: () => boolean | Promise<boolean>, within = 60_000): Promise<void> {
  const end = Date.now() + within;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('The condition did not hold in time.');
    await new Promise((resolve) => {
      setTimeout(resolve, 10);
    });
  }
}
