import {
  START,
  persistentSubscriptionToStreamSettingsFromDefaults as settings,
  type AppendResult,
} from '@eventstore/db-client';
import streamsServices from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { credentials, type ServiceError } from '@grpc/grpc-js';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { shared, streams } from './protocol.ts';
import { all, events, eventually, storeForTest, type StoreForTest } from './testing/store-for-test.ts';

let it: StoreForTest;

beforeEach(async () => {
  it = await storeForTest();
});
afterEach(() => it.stop());

const UNAVAILABLE = { code: 14 };
const admin = { credentials: { username: 'admin', password: 'changeit' } };

// Credentials make the client use the single protocol instead of the batch one.
test.each([
  ['batch', {}],
  ['single', admin],
])(
  'a store that stops answers every append that it has written, by the %s protocol',
  async (_name, options) => {
    const appends = Array.from({ length: 200 }, (_, index) =>
      it.client.appendToStream(`dossier-${index}`, events(1), options),
    );
    const settled = Promise.allSettled<AppendResult>(appends);
    await Promise.any(appends);
    await it.restart();
    const results = await settled;
    for (const result of results)
      if (result.status === 'rejected') expect(result.reason).toMatchObject(UNAVAILABLE);
    const written = (await all(it.client.readAll())).flatMap(({ event }) =>
      event?.streamId.startsWith('dossier-') ? [event.streamId] : [],
    );
    const answered = results.flatMap(({ status }, index) =>
      status === 'fulfilled' ? [`dossier-${index}`] : [],
    );
    expect(written.toSorted()).toEqual(answered.toSorted());
  },
);

test('an append whose events are still coming is told that the store stops', async () => {
  const client = new streamsServices.StreamsClient(
    `127.0.0.1:${it.store().port}`,
    credentials.createInsecure(),
  );
  const told = new Promise<ServiceError | null>((resolve) => {
    const call = client.append((error) => resolve(error));
    const stream = new shared.StreamIdentifier().setStreamName(Buffer.from('dossier-1'));
    call.write(
      new streams.AppendReq().setOptions(
        new streams.AppendReq.Options().setStreamIdentifier(stream).setAny(new shared.Empty()),
      ),
    );
  });
  await it.client.appendToStream('dossier-2', events(1), admin);
  await it.store().close();
  expect(await told).toMatchObject(UNAVAILABLE);
  client.close();
});

test('a read in progress is told that the store stops', async () => {
  for (let part = 0; part < 4; part += 1) await it.client.appendToStream('dossier-1', events(3000));
  const read = async (): Promise<number> => {
    let count = 0;
    for await (const { event } of it.client.readStream('dossier-1')) {
      if (event !== undefined) count += 1;
      if (count === 1) void it.store().close();
    }
    return count;
  };
  await expect(read()).rejects.toMatchObject(UNAVAILABLE);
});

test('consumers and subscriptions are told that the store stops', async () => {
  await it.client.createPersistentSubscriptionToStream('dossier-1', 'relay', settings({ startFrom: START }));
  const told: unknown[] = [];
  const consumer = it.client.subscribeToPersistentSubscriptionToStream('dossier-1', 'relay');
  const follower = it.client.subscribeToStream('dossier-1');
  let ready = 0;
  for (const one of [consumer, follower]) {
    one.on('error', (error: Error) => told.push(error));
    one.on('data', () => undefined);
    one.on('confirmation', () => (ready += 1));
  }
  await eventually(() => ready === 2);
  await it.store().close();
  await eventually(() => told.length === 2);
  expect(told).toEqual([expect.objectContaining(UNAVAILABLE), expect.objectContaining(UNAVAILABLE)]);
});
