import {
  END,
  START,
  eventTypeFilter,
  excludeSystemEvents,
  persistentSubscriptionToAllSettingsFromDefaults as allSettings,
  streamNameFilter,
  type AllStreamSubscription,
  type StreamSubscription,
} from '@eventstore/db-client';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { all, events, eventually, storeForTest, type StoreForTest } from '../testing/store-for-test.ts';

let it: StoreForTest;

beforeAll(async () => {
  it = await storeForTest();
});
afterAll(() => it.stop());

function follow(subscription: AllStreamSubscription | StreamSubscription) {
  const seen: string[] = [];
  const notices: string[] = [];
  const errors: Error[] = [];
  subscription.on('data', ({ event }: { event?: { revision: bigint; streamId: string } }) =>
    seen.push(`${event?.revision}@${event?.streamId}`),
  );
  subscription.on('confirmation', () => notices.push('confirmed'));
  subscription.on('caughtUp', () => notices.push('caught up'));
  subscription.on('error', (error: Error) => errors.push(error));
  return { seen, notices, errors };
}

const names = (stream: string, from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, index) => `${from + index}@${stream}`);

test('a stream is followed from the start: history, a notice, then new events', async () => {
  await it.client.appendToStream('a-1', events(300));
  const subscription = it.client.subscribeToStream('a-1', { fromRevision: START });
  const { seen, notices } = follow(subscription);
  await eventually(() => notices.includes('caught up'));
  expect(seen).toHaveLength(300);
  await it.client.appendToStream('a-1', events(5));
  await eventually(() => seen.length === 305);
  expect(seen).toEqual(names('a-1', 0, 305));
  expect(notices).toEqual(['confirmed', 'caught up']);
  await subscription.unsubscribe();
});

test('a stream is followed after a revision, from its end, and before it exists', async () => {
  await it.client.appendToStream('b-1', events(4));
  const after = it.client.subscribeToStream('b-1', { fromRevision: 1n });
  const end = it.client.subscribeToStream('b-1', { fromRevision: END });
  const later = it.client.subscribeToStream('b-2');
  const [first, second, third] = [follow(after), follow(end), follow(later)];
  await eventually(() => [first, second, third].every(({ notices }) => notices.includes('caught up')));
  await it.client.appendToStream('b-1', events(1));
  await it.client.appendToStream('b-2', events(1));
  await eventually(() => first.seen.length === 3 && second.seen.length === 1 && third.seen.length === 1);
  expect([first.seen, second.seen, third.seen]).toEqual([
    names('b-1', 2, 5),
    names('b-1', 4, 5),
    names('b-2', 0, 1),
  ]);
  await Promise.all([after.unsubscribe(), end.unsubscribe(), later.unsubscribe()]);
});

test('following a tombstoned stream fails, also when it is tombstoned later', async () => {
  await it.client.appendToStream('c-1', events(1));
  const before = it.client.subscribeToStream('c-1');
  const watched = follow(before);
  await eventually(() => watched.notices.includes('caught up'));
  await it.client.tombstoneStream('c-1');
  await eventually(() => watched.errors.length === 1);
  const refused = follow(it.client.subscribeToStream('c-1'));
  await eventually(() => refused.errors.length === 1);
  expect(refused.errors[0]).toMatchObject({ type: 'stream-deleted', streamName: 'c-1' });
});

test('nothing is lost or doubled between history and new events while many write', async () => {
  const writers = Array.from({ length: 8 }, (_, writer) => async () => {
    for (let turn = 0; turn < 40; turn += 1)
      await it.client.appendToStream(`race-${writer}`, events(1 + (turn % 3)));
  });
  const writing = Promise.all(writers.map((write) => write()));
  const subscriptions = Array.from({ length: 4 }, () =>
    it.client.subscribeToAll({ filter: streamNameFilter({ prefixes: ['race-'] }) }),
  );
  const watched = subscriptions.map(follow);
  await writing;
  const written = (await all(it.client.readAll())).flatMap(({ event }) =>
    event?.streamId.startsWith('race-') ? [`${event.revision}@${event.streamId}`] : [],
  );
  await eventually(() => watched.every(({ seen }) => seen.length >= written.length));
  for (const { seen } of watched) expect(seen).toEqual(written);
  await Promise.all(subscriptions.map((subscription) => subscription.unsubscribe()));
});

test('filters select by type and name, by prefix and expression, and omit system events', async () => {
  const from = (await it.client.appendToStream('f-0', events(1))).position ?? START;
  await it.client.appendToStream('f-1', [
    ...events(1, 'DossierReceived'),
    ...events(1, 'DossierSolved'),
    ...events(1, 'PaperAsked'),
  ]);
  await it.client.setStreamMetadata('f-1', { cacheControl: 1 });
  const filters = [
    [eventTypeFilter({ prefixes: ['Dossier', 'Other'] }), ['0@f-1', '1@f-1']],
    [eventTypeFilter({ regex: 'Asked$' }), ['2@f-1']],
    [streamNameFilter({ regex: String.raw`^\$\$` }), ['0@$$f-1']],
    [excludeSystemEvents(), ['0@f-1', '1@f-1', '2@f-1']],
  ] as const;
  for (const [filter, expected] of filters) {
    const subscription = it.client.subscribeToAll({ fromPosition: from, filter });
    const { seen, notices } = follow(subscription);
    await eventually(() => notices.includes('caught up'));
    expect(seen).toEqual(expected);
    await subscription.unsubscribe();
  }
});

test('an expression with .NET syntax selects, and one that cannot be served is refused by name', async () => {
  const from = (await it.client.appendToStream('n-0', events(1))).position ?? START;
  await it.client.appendToStream('order-1', events(1));
  const subscription = it.client.subscribeToAll({
    fromPosition: from,
    filter: streamNameFilter({ regex: String.raw`\A(?i)ORDER-\d+\Z` }),
  });
  const { seen } = follow(subscription);
  await eventually(() => seen.length === 1);
  expect(seen).toEqual(['0@order-1']);
  await subscription.unsubscribe();
  const filter = streamNameFilter({ regex: '^(?!order)' });
  const refused = follow(it.client.subscribeToAll({ filter }));
  await eventually(() => refused.errors.length === 1);
  const refusal = { code: 3, message: expect.stringContaining('lookaheads are not supported') };
  expect(refused.errors[0]).toMatchObject(refusal);
  await expect(
    it.client.createPersistentSubscriptionToAll('lookahead', allSettings(), { filter }),
  ).rejects.toMatchObject(refusal);
});

test('nobody waits for an expression that keeps a backtracking engine busy for ever', async () => {
  await it.client.appendToStream(`${'a'.repeat(1000)}!`, events(1));
  const subscription = it.client.subscribeToAll({ filter: streamNameFilter({ regex: '^(a+)+$' }) });
  const { notices } = follow(subscription);
  await eventually(() => notices.includes('confirmed'));
  await expect(it.client.appendToStream('h-1', events(1))).resolves.toMatchObject({ success: true });
  await eventually(() => notices.includes('caught up'));
  await subscription.unsubscribe();
});

test('checkpoints come at the requested interval, also over events that do not match', async () => {
  const start = (await it.client.appendToStream('g-0', events(1))).position ?? START;
  await it.client.appendToStream('g-1', events(100, 'Unwanted'));
  const reached: bigint[] = [];
  const subscription = it.client.subscribeToAll({
    fromPosition: start,
    filter: eventTypeFilter({
      prefixes: ['Wanted'],
      maxSearchWindow: 5,
      checkpointInterval: 4,
      checkpointReached: (_subscription, { commit }) => {
        reached.push(commit);
      },
    }),
  });
  follow(subscription);
  await eventually(() => reached.length === 5);
  const gaps = reached.slice(1).map((commit, index) => commit - (reached[index] ?? 0n));
  expect(gaps).toEqual([20n, 20n, 20n, 20n]);
  await subscription.unsubscribe();
});

test('a slow reader delays nobody and misses nothing', async () => {
  await it.client.appendToStream('slow-1', events(2000));
  const subscription = it.client.subscribeToStream('slow-1');
  const revisions: bigint[] = [];
  for await (const { event } of subscription) {
    revisions.push(event?.revision ?? -1n);
    if (revisions.length % 500 === 0) await it.client.appendToStream('slow-2', events(1));
    if (revisions.length === 2000) break;
  }
  expect(revisions).toEqual(Array.from({ length: 2000 }, (_, index) => BigInt(index)));
});
