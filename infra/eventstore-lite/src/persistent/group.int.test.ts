import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { EXPECTED, FORMAT } from '../storage/records.ts';
import { openStore, type Store } from '../storage/store.ts';
import { eventually } from '../testing/store-for-test.ts';
import type { ConsumerEnd } from './consumer.ts';
import { Group } from './group.ts';
import type { GroupSettings } from './group-settings.ts';
import type { Message } from './message.ts';
import { MessageMemory } from './message-memory.ts';

const folder = mkdtempSync(join(tmpdir(), 'eventstore-lite-'));
const troubles: unknown[] = [];
const groups: Group[] = [];
let store: Store;

beforeAll(async () => {
  store = await openStore({ folder, projections: false }, (error) => troubles.push(error));
});
afterEach(async () => {
  await Promise.all(groups.splice(0).map((group) => group.close(new Error('The test is over.'), false)));
  expect(troubles).toEqual([]);
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const NOTHING = Buffer.alloc(0);

async function write(stream: string, count: number): Promise<void> {
  for (let left = count; left > 0; left -= 10_000) {
    const events = Array.from({ length: Math.min(left, 10_000) }, () => ({
      id: randomBytes(16),
      type: 'A',
      format: FORMAT.binary,
      data: NOTHING,
      metadata: NOTHING,
    }));
    await store.write({ kind: 'append', stream, expected: EXPECTED.any, events, account: '' });
  }
}

function groupOn(stream: string, settings: Partial<GroupSettings> = {}): Group {
  const group = new Group(
    store,
    {
      stream,
      group: 'relay',
      endedAt: -1,
      settings: {
        resolveLinks: false,
        startFrom: 'start',
        extraStatistics: false,
        maxRetryCount: 10,
        minCheckpointCount: 1,
        maxCheckpointCount: 1,
        maxSubscriberCount: 0,
        liveBufferSize: 500,
        readBatchSize: 20,
        historyBufferSize: 500,
        messageTimeout: 0,
        checkpointAfter: 0,
        strategy: 'RoundRobin',
        filter: undefined,
        ...settings,
      },
    },
    new MessageMemory().share(),
    (error) => troubles.push(error),
  );
  groups.push(group);
  return group;
}

function consume(group: Group, bufferSize: number, read: ConsumerEnd['deliver']) {
  return group.connect({
    name: '',
    from: '',
    user: '',
    bufferSize,
    deliver: read,
    drop: () => undefined,
  });
}

test('a group with buffers for a whole log serves its consumer, and its checkpoint is found', async () => {
  await write('large-1', 130_000);
  const group = groupOn('large-1', { readBatchSize: 130_000, historyBufferSize: 130_001 });
  const seen: string[] = [];
  consume(group, 130_000, ({ id }) => {
    seen.push(id);
    return undefined;
  });
  await eventually(() => seen.length === 130_000);
  group.ack(seen.slice(0, 1));
  await eventually(() => group.checkpoint.saved === 0);
  group.ack(seen);
  await eventually(() => group.checkpoint.saved === 129_999);
});

test('no more is read ahead than the store can hold, whatever the settings ask for', async () => {
  await write('ahead-1', 6000);
  const group = groupOn('ahead-1', { readBatchSize: 130_000, historyBufferSize: 130_001 });
  consume(group, 1, () => undefined);
  await eventually(() => group.outstanding.size === 1);
  expect(group.waiting.fresh).toBeLessThanOrEqual(5500);
});

test('a replay brings back all parked messages, however many', async () => {
  await write('parked-1', 10_050);
  const group = groupOn('parked-1');
  const parked: string[] = [];
  const consumer = consume(group, 20_000, ({ id }) => {
    parked.push(id);
    return undefined;
  });
  await eventually(() => parked.length === 10_050);
  group.nack(consumer, parked, 'park', 'as the test wants');
  await eventually(() => group.records.parkedCount() === 10_050);
  const again: Message[] = [];
  group.disconnect(consumer);
  consume(group, 20_000, (message) => {
    again.push(message);
    return undefined;
  });
  await group.replayParked(undefined);
  await eventually(() => again.length === 10_050);
  expect(again.map(({ resolved }) => resolved.event?.revision)).toEqual([...again.keys()]);
  expect(group.records.parkedCount()).toBe(0);
});

test('a consumer that does not read gets nothing more until it has read', async () => {
  await write('slow-1', 10);
  const group = groupOn('slow-1');
  const [sent, read] = [[] as Message[], Promise.withResolvers<void>()];
  consume(group, 100, (message) => {
    sent.push(message);
    return read.promise;
  });
  await eventually(() => group.waiting.fresh === 9);
  expect(sent).toHaveLength(1);
  read.resolve();
  await eventually(() => sent.length === 10);
});
