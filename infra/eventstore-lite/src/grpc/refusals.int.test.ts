import {
  EventStoreDBClient,
  jsonEvent,
  persistentSubscriptionToStreamSettingsFromDefaults as settings,
  streamNameFilter,
} from '@eventstore/db-client';
import persistentServices from '@eventstore/db-client/generated/persistent_grpc_pb.js';
import streamsServices from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { credentials } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { persistent, shared, streams } from '../protocol.ts';
import { all, events, eventually, storeForTest, type StoreForTest } from '../testing/store-for-test.ts';

let it: StoreForTest;

beforeAll(async () => {
  it = await storeForTest();
});
afterAll(() => it.stop());

const NIL = '00000000-0000-0000-0000-000000000000';
const LONG = 'x'.repeat(1025);
const address = (): string => `127.0.0.1:${it.store().port}`;
const refused = (message: string) => ({ message: expect.stringContaining(message) });

describe.each([
  ['batch', {}],
  // Credentials make the client use the single protocol.
  ['single', { credentials: { username: 'admin', password: 'changeit' } }],
])('an append by the %s protocol is refused', (_name, options) => {
  test('when an event has no type, or the nil id', async () => {
    await expect(
      it.client.appendToStream('dossier-1', jsonEvent({ type: '', data: {} }), options),
    ).rejects.toMatchObject(refused("'type' is empty"));
    await expect(
      it.client.appendToStream(
        'dossier-1',
        jsonEvent({ id: NIL, type: 'DossierReceived', data: {} }),
        options,
      ),
    ).rejects.toMatchObject(refused("'id' is the nil UUID"));
  });

  test('when a name is too long to be kept in memory', async () => {
    await expect(it.client.appendToStream(LONG, events(1), options)).rejects.toMatchObject(
      refused("'stream_identifier' is longer than 1024 characters"),
    );
    await expect(it.client.appendToStream('dossier-1', events(1, LONG), options)).rejects.toMatchObject(
      refused("'type' is longer than 1024 characters"),
    );
  });
});

test('what follows of an append that was refused is not written', async () => {
  const client = new streamsServices.StreamsClient(address(), credentials.createInsecure());
  const call = client.batchAppend();
  const answers: Array<InstanceType<typeof streams.BatchAppendResp>> = [];
  call.on('data', (answer) => answers.push(answer));
  const correlation = new shared.UUID().setString('11111111-1111-4111-8111-111111111111');
  const event = (id: string) => {
    const message = new streams.BatchAppendReq.ProposedMessage().setId(new shared.UUID().setString(id));
    message.getMetadataMap().set('type', 'DossierReceived').set('content-type', 'application/json');
    return message;
  };
  const stream = new shared.StreamIdentifier().setStreamName(Buffer.from('dossier-refused'));
  call.write(
    new streams.BatchAppendReq()
      .setCorrelationId(correlation)
      .setOptions(new streams.BatchAppendReq.Options().setStreamIdentifier(stream).setAny(new shared.Empty()))
      .setProposedMessagesList([event(NIL)]),
  );
  call.write(
    new streams.BatchAppendReq()
      .setCorrelationId(correlation)
      .setProposedMessagesList([event('22222222-2222-4222-8222-222222222222')])
      .setIsFinal(true),
  );
  call.end();
  await new Promise((resolve) => {
    call.on('end', resolve);
  });
  expect(answers.map((answer) => answer.hasError())).toEqual([true]);
  await expect(all(it.client.readStream('dossier-refused'))).rejects.toMatchObject({
    type: 'stream-not-found',
  });
  client.close();
});

test('a group is refused when its name, its times or its filter are beyond what is kept', async () => {
  await expect(
    it.client.createPersistentSubscriptionToStream('dossier-1', LONG, settings()),
  ).rejects.toMatchObject(refused("'group_name' is longer than 1024 characters"));
  await expect(
    it.client.createPersistentSubscriptionToStream('dossier-1', 'relay', settings({ messageTimeout: -1 })),
  ).rejects.toMatchObject(refused('Times must not be negative'));
  for (const [prefixes, message] of [
    [Array.from({ length: 1001 }, () => 'a'), "'prefix' has more than 1000 entries"],
    [['a'.repeat(65_537)], "'prefix' has more than 65536 characters"],
  ] as const) {
    const subscription = it.client.subscribeToAll({ filter: streamNameFilter({ prefixes: [...prefixes] }) });
    const error = await new Promise((resolve) => {
      subscription.once('error', resolve);
    });
    expect(error).toMatchObject(refused(message));
  }
});

test('groups are refused when all their settings are more than is written with each change', async () => {
  const own = await storeForTest();
  const prefixes = Array.from({ length: 15 }, (_, index) => `${index}${'a'.repeat(4000)}`);
  const created: string[] = [];
  const create = async (): Promise<void> => {
    for (let index = 0; index < 30; index += 1) {
      await own.client.createPersistentSubscriptionToAll(`g-${index}`, settings() as never, {
        filter: streamNameFilter({ prefixes }),
      });
      created.push(`g-${index}`);
    }
  };
  await expect(create()).rejects.toMatchObject({ code: 8 });
  await own.restart();
  expect((await own.client.listAllPersistentSubscriptions()).map(({ groupName }) => groupName)).toEqual(
    created,
  );
  await own.stop();
});

test('a message that acknowledges more than anybody holds ends the consumer', async () => {
  await it.client.createPersistentSubscriptionToStream('dossier-1', 'acks', settings());
  const client = new persistentServices.PersistentSubscriptionsClient(
    address(),
    credentials.createInsecure(),
  );
  const call = client.read();
  let error: Error | undefined;
  call.on('error', (raised) => {
    error = raised;
  });
  call.on('data', () => undefined);
  const stream = new shared.StreamIdentifier().setStreamName(Buffer.from('dossier-1'));
  call.write(
    new persistent.ReadReq().setOptions(
      new persistent.ReadReq.Options().setStreamIdentifier(stream).setGroupName('acks').setBufferSize(10),
    ),
  );
  const id = new shared.UUID().setString(NIL);
  call.write(
    new persistent.ReadReq().setAck(
      new persistent.ReadReq.Ack().setIdsList(Array.from({ length: 50_001 }, () => id)),
    ),
  );
  await eventually(() => error !== undefined);
  expect(error).toMatchObject({ code: 3, details: "'ids' has more than 50000 entries" });
  client.close();
});

test('a name outside of ASCII comes in a trailer so that it can be decoded', async () => {
  await it.client.appendToStream('Hồ-sơ/100%', events(1));
  await it.client.tombstoneStream('Hồ-sơ/100%');
  const client = EventStoreDBClient.connectionString(it.store().connectionString);
  const error: unknown = await client
    .appendToStream('Hồ-sơ/100%', events(1), { credentials: { username: 'admin', password: 'changeit' } })
    .catch((raised: unknown) => raised);
  expect(error).toMatchObject({ type: 'stream-deleted', streamName: 'H%E1%BB%93-s%C6%A1/100%25' });
  await client.dispose();
});
