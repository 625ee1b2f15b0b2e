import {
  END,
  PARK,
  RETRY,
  SKIP,
  START,
  STOP,
  jsonEvent,
  persistentSubscriptionToAllSettingsFromDefaults as allSettings,
  persistentSubscriptionToStreamSettingsFromDefaults as settings,
  streamNameFilter,
  type PersistentSubscriptionToStream,
} from '@eventstore/db-client';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { events, eventually, storeForTest, type StoreForTest } from '../testing/store-for-test.ts';

let it: StoreForTest;
let stream: string;
let number = 0;

beforeAll(async () => {
  it = await storeForTest();
});
afterAll(() => it.stop());

const newStream = (): string => {
  number += 1;
  stream = `dossier-${number}`;
  return stream;
};

type Handle = (subscription: PersistentSubscriptionToStream, revision: number, retries: number) => unknown;

function consume(handle: Handle, group = 'relay', bufferSize = 10) {
  const seen: number[] = [];
  const errors: Error[] = [];
  const subscription = it.client.subscribeToPersistentSubscriptionToStream(stream, group, { bufferSize });
  subscription.on('error', (error) => errors.push(error));
  subscription.on('data', (resolved) => {
    const revision = Number((resolved.event ?? resolved.link)?.revision);
    seen.push(revision);
    const done = handle(subscription, revision, resolved.retryCount);
    if (done === 'ack') void subscription.ack(resolved);
    else if (Array.isArray(done)) void subscription.nack(done[0], 'as the test wants', resolved);
  });
  return { seen, errors, subscription };
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from }, (_, index) => from + index);

test('a group from the start delivers the history, then new events', async () => {
  await it.client.appendToStream(newStream(), events(20));
  await it.client.createPersistentSubscriptionToStream(stream, 'relay', settings({ startFrom: START }));
  const { seen, subscription } = consume(() => 'ack');
  await it.client.appendToStream(stream, events(4));
  await eventually(() => seen.length === 24);
  expect(seen).toEqual(range(0, 24));
  await subscription.unsubscribe();
});

test('a group from the end delivers only new events, one from a revision begins there', async () => {
  await it.client.appendToStream(newStream(), events(4));
  await it.client.createPersistentSubscriptionToStream(stream, 'relay', settings({ startFrom: END }));
  await it.client.createPersistentSubscriptionToStream(stream, 'policy', settings({ startFrom: 1n }));
  await it.client.appendToStream(stream, events(2));
  const relay = consume(() => 'ack');
  const policy = consume(() => 'ack', 'policy');
  await eventually(() => relay.seen.length === 2 && policy.seen.length === 5);
  expect([relay.seen, policy.seen]).toEqual([
    [4, 5],
    [1, 2, 3, 4, 5],
  ]);
  await Promise.all([relay.subscription.unsubscribe(), policy.subscription.unsubscribe()]);
});

test('no more than the buffer is in flight', async () => {
  await it.client.appendToStream(newStream(), events(30));
  await it.client.createPersistentSubscriptionToStream(stream, 'relay', settings({ startFrom: START }));
  const { seen, subscription } = consume(() => 'nothing', 'relay', 3);
  await eventually(
    async () =>
      (await it.client.getPersistentSubscriptionToStreamInfo(stream, 'relay')).stats
        .outstandingMessagesCount === 3,
  );
  expect(seen).toEqual([0, 1, 2]);
  await subscription.unsubscribe();
});

test('retried messages come again with their count, and are parked after the last retry', async () => {
  await it.client.appendToStream(newStream(), events(1));
  await it.client.createPersistentSubscriptionToStream(
    stream,
    'relay',
    settings({ startFrom: START, maxRetryCount: 2 }),
  );
  const counts: number[] = [];
  const { subscription } = consume((_subscription, _revision, retries) => {
    counts.push(retries);
    return [RETRY];
  });
  const parked = async () =>
    (await it.client.getPersistentSubscriptionToStreamInfo(stream, 'relay')).stats.parkedMessageCount;
  await eventually(async () => (await parked()) === 1n);
  expect(counts).toEqual([0, 1, 2]);
  await subscription.unsubscribe();
});

test('skipped messages are not delivered again', async () => {
  await it.client.appendToStream(newStream(), events(3));
  await it.client.createPersistentSubscriptionToStream(stream, 'relay', settings({ startFrom: START }));
  const { seen, subscription } = consume(() => [SKIP]);
  await eventually(
    async () =>
      seen.length === 3 &&
      (await it.client.getPersistentSubscriptionToStreamInfo(stream, 'relay')).stats
        .outstandingMessagesCount === 0,
  );
  await subscription.unsubscribe();
});

test('parked messages are replayed up to a given one, as links that resolve', async () => {
  await it.client.appendToStream(newStream(), events(5));
  await it.client.createPersistentSubscriptionToStream(stream, 'relay', settings({ startFrom: START }));
  let parking = true;
  const { seen, subscription } = consume(() => (parking ? [PARK] : 'ack'));
  const parked = async () =>
    Number((await it.client.getPersistentSubscriptionToStreamInfo(stream, 'relay')).stats.parkedMessageCount);
  await eventually(async () => (await parked()) === 5);
  parking = false;
  await it.client.replayParkedMessagesToStream(stream, 'relay', { stopAt: 2 });
  await eventually(() => seen.length === 7);
  expect(seen.slice(5)).toEqual([0, 1]);
  expect(await parked()).toBe(3);
  await it.client.replayParkedMessagesToStream(stream, 'relay');
  await eventually(() => seen.length === 10);
  expect(await parked()).toBe(0);
  await subscription.unsubscribe();
});

test('a message that is not acknowledged in time is delivered again', async () => {
  await it.client.appendToStream(newStream(), events(1));
  await it.client.createPersistentSubscriptionToStream(
    stream,
    'relay',
    settings({ startFrom: START, messageTimeout: 150 }),
  );
  let first = true;
  const { seen, subscription } = consume(() => {
    if (!first) return 'ack';
    first = false;
    return 'nothing';
  });
  // More than twice where the acknowledgement does not arrive in time either.
  await eventually(() => seen.length >= 2);
  await subscription.unsubscribe();
});

test('the messages of a consumer that leaves go to another', async () => {
  await it.client.appendToStream(newStream(), events(3));
  await it.client.createPersistentSubscriptionToStream(stream, 'relay', settings({ startFrom: START }));
  const leaver = consume(() => 'nothing');
  await eventually(() => leaver.seen.length === 3);
  const other = consume(() => 'ack');
  await leaver.subscription.unsubscribe();
  await eventually(() => other.seen.length === 3);
  expect(other.seen).toEqual([0, 1, 2]);
  await other.subscription.unsubscribe();
});

test('nack with stop ends the consumer and loses nothing', async () => {
  await it.client.appendToStream(newStream(), events(2));
  await it.client.createPersistentSubscriptionToStream(stream, 'relay', settings({ startFrom: START }));
  const stopped = consume(() => [STOP]);
  await eventually(() => stopped.errors.length === 1);
  expect(stopped.errors[0]).toMatchObject({ type: 'persistent-subscription-dropped' });
  const next = consume(() => 'ack');
  await eventually(() => next.seen.length === 2);
  await next.subscription.unsubscribe();
});

test('more consumers than allowed are refused', async () => {
  await it.client.createPersistentSubscriptionToStream(
    newStream(),
    'relay',
    settings({ maxSubscriberCount: 1 }),
  );
  const first = consume(() => 'ack');
  await new Promise((resolve) => {
    first.subscription.once('confirmation', resolve);
  });
  const second = consume(() => 'ack');
  await eventually(() => second.errors.length === 1);
  expect(second.errors[0]).toMatchObject({ type: 'maximum-subscribers-reached' });
  await first.subscription.unsubscribe();
});

test('round robin alternates, dispatch to single uses one consumer while it has room', async () => {
  for (const [consumerStrategyName, shares] of [
    ['RoundRobin', [5, 5]],
    ['DispatchToSingle', [10, 0]],
  ] as const) {
    await it.client.createPersistentSubscriptionToStream(
      newStream(),
      'relay',
      settings({ startFrom: START, consumerStrategyName }),
    );
    const consumers = [consume(() => 'nothing', 'relay', 20), consume(() => 'nothing', 'relay', 20)];
    await eventually(
      async () =>
        (await it.client.getPersistentSubscriptionToStreamInfo(stream, 'relay')).connections.length === 2,
    );
    await it.client.appendToStream(stream, events(10));
    await eventually(() => consumers.reduce((sum, { seen }) => sum + seen.length, 0) === 10);
    expect(consumers.map(({ seen }) => seen.length).toSorted((a, b) => b - a)).toEqual(shares);
    await Promise.all(consumers.map(({ subscription }) => subscription.unsubscribe()));
  }
});

test('pinned keeps the events of one stream with one consumer, in order', async () => {
  await it.client.createPersistentSubscriptionToAll(
    'pinned',
    allSettings({ startFrom: END, consumerStrategyName: 'Pinned' }),
    { filter: streamNameFilter({ prefixes: ['pin-'] }) },
  );
  const seen: Array<Map<string, bigint[]>> = [new Map(), new Map(), new Map()];
  const subscriptions = seen.map((mine) => {
    const subscription = it.client.subscribeToPersistentSubscriptionToAll('pinned');
    subscription.on('data', (resolved) => {
      const event = resolved.event;
      if (event === undefined) return;
      mine.set(event.streamId, [...(mine.get(event.streamId) ?? []), event.revision]);
      void subscription.ack(resolved);
    });
    return subscription;
  });
  await eventually(
    async () => (await it.client.getPersistentSubscriptionToAllInfo('pinned')).connections.length === 3,
  );
  for (let round = 0; round < 5; round += 1) {
    await Promise.all(range(0, 12).map((stream) => it.client.appendToStream(`pin-${stream}`, events(2))));
  }
  await eventually(
    () =>
      seen.flatMap((mine) => [...mine.values()]).reduce((sum, revisions) => sum + revisions.length, 0) ===
      120,
  );
  expect(seen.flatMap((mine) => [...mine.keys()])).toHaveLength(12);
  for (const revisions of seen.flatMap((mine) => [...mine.values()]))
    expect(revisions.map(Number)).toEqual(range(0, 10));
  expect(seen.filter((mine) => mine.size > 0).length).toBeGreaterThan(1);
  await Promise.all(subscriptions.map((subscription) => subscription.unsubscribe()));
});

test('the checkpoint survives a restart: only unprocessed messages come again', async () => {
  const own = await storeForTest();
  await own.client.appendToStream('dossier-restart', events(20));
  await own.client.createPersistentSubscriptionToStream(
    'dossier-restart',
    'relay',
    settings({ startFrom: START, checkPointLowerBound: 1, checkPointUpperBound: 1 }),
  );
  let acked = 0;
  const subscription = own.client.subscribeToPersistentSubscriptionToStream('dossier-restart', 'relay');
  subscription.on('error', () => undefined);
  subscription.on('data', (resolved) => {
    if (acked >= 15) return;
    acked += 1;
    void subscription.ack(resolved);
  });
  await eventually(
    async () =>
      (await own.client.getPersistentSubscriptionToStreamInfo('dossier-restart', 'relay')).stats
        .lastCheckpointedEventRevision === 14n,
  );
  await own.restart();
  const seen: number[] = [];
  const again = own.client.subscribeToPersistentSubscriptionToStream('dossier-restart', 'relay');
  again.on('data', (resolved) => {
    seen.push(Number(resolved.event?.revision));
    void again.ack(resolved);
  });
  await eventually(() => seen.length === 5);
  expect(seen).toEqual(range(15, 20));
  await again.unsubscribe();
  await own.stop();
});

test('a group on $all with a filter delivers what matches and resolves links on request', async () => {
  await it.client.createPersistentSubscriptionToAll('filtered', allSettings({ startFrom: END }), {
    filter: streamNameFilter({ prefixes: ['only-'] }),
  });
  const seen: string[] = [];
  const subscription = it.client.subscribeToPersistentSubscriptionToAll('filtered');
  subscription.on('data', (resolved) => {
    seen.push(String(resolved.event?.streamId));
    void subscription.ack(resolved);
  });
  await it.client.appendToStream('other-1', events(2));
  await it.client.appendToStream('only-1', events(2));
  await eventually(() => seen.length === 2);
  expect(seen).toEqual(['only-1', 'only-1']);
  await subscription.unsubscribe();
});

test('groups are listed, updated and deleted, and a missing one is reported', async () => {
  const wanted = settings({ startFrom: 123n, checkPointLowerBound: 12, maxSubscriberCount: 200 });
  await it.client.createPersistentSubscriptionToStream(newStream(), 'relay', settings({ startFrom: END }));
  await it.client.updatePersistentSubscriptionToStream(stream, 'relay', wanted);
  const info = await it.client.getPersistentSubscriptionToStreamInfo(stream, 'relay');
  expect(info).toMatchObject({ eventSource: stream, groupName: 'relay', settings: wanted, connections: [] });
  expect(
    (await it.client.listPersistentSubscriptionsToStream(stream)).map(({ groupName }) => groupName),
  ).toEqual(['relay']);
  await expect(
    it.client.createPersistentSubscriptionToStream(stream, 'relay', settings()),
  ).rejects.toMatchObject({ type: 'persistent-subscription-exists' });
  const reader = consume(() => 'ack');
  await new Promise((resolve) => {
    reader.subscription.once('confirmation', resolve);
  });
  await it.client.deletePersistentSubscriptionToStream(stream, 'relay');
  await eventually(() => reader.errors.length === 1);
  await expect(it.client.getPersistentSubscriptionToStreamInfo(stream, 'relay')).rejects.toMatchObject({
    type: 'persistent-subscription-does-not-exist',
  });
  await expect(it.client.deletePersistentSubscriptionToStream(stream, 'relay')).rejects.toMatchObject({
    streamName: stream,
    groupName: 'relay',
  });
  await expect(it.client.replayParkedMessagesToStream(stream, 'relay')).rejects.toMatchObject({
    type: 'persistent-subscription-does-not-exist',
  });
});

test('restarting the subsystem drops the consumers and keeps the groups', async () => {
  await it.client.createPersistentSubscriptionToStream(newStream(), 'relay', settings({ startFrom: START }));
  const reader = consume(() => 'ack');
  await new Promise((resolve) => {
    reader.subscription.once('confirmation', resolve);
  });
  await it.client.restartPersistentSubscriptionSubsystem();
  await eventually(() => reader.errors.length === 1);
  await it.client.appendToStream(stream, jsonEvent({ type: 'DossierReceived', data: {} }));
  const next = consume(() => 'ack');
  await eventually(() => next.seen.length === 1);
  await next.subscription.unsubscribe();
});
