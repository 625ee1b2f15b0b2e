import { randomUUID } from 'node:crypto';
import { EventStoreDBClient } from '@eventstore/db-client';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { Kvm } from '@nats-io/kv';
import { type NatsConnection, headers } from '@nats-io/transport-node';
import { leaseStream, publicEventsStream, relayProgressStream } from '@egov/platform';
import { eventually } from '../../testing/eventually.ts';
import { noChainKeysYet, someChainKeys } from '../event-log/test-support/chain-keys.ts';
import { type EventStore, startEventStore } from '../event-log/test-support/event-store.ts';
import { memoryKeyStore } from '../keys/memory-key-store.ts';
import { type NatsServer, startNatsServer } from '../keys/test-support/nats-server.ts';
import { lendingDesk } from '../projections/test-support/lending-desk.ts';
import models from '../projections/test-support/lending-read-models.ts';
import { bringStreams } from './bring-streams.ts';
import { type Relay, startRelay } from './relay.ts';
import { lendingPublisher } from './test-support/lending-publisher.ts';
import { published } from './test-support/published.ts';

let log: EventStore;
let server: NatsServer;
let nats: NatsConnection;
let desk: ReturnType<typeof lendingDesk>;
let relays: Relay[];
let told: string[];

const relaying = (chainKeys = noChainKeysYet()): Relay => {
  const tell = (fields: unknown, message?: string) =>
    void told.push(
      `${message ?? ''} ${String((fields as { err?: { reason?: string } }).err?.reason ?? '')}`.trim(),
    );
  const logger = {
    debug: tell,
    info: tell,
    warn: tell,
    error: tell,
    fatal: tell,
    child: () => logger,
    flush: () => undefined,
  };
  const relay = startRelay({
    eventStoreUrl: log.url,
    nats,
    service: 'lending',
    publisher: lendingPublisher,
    prefixes: ['lending_'],
    catalogues: models.catalogues,
    keys: memoryKeyStore(),
    chainKeys,
    logger,
  });
  relays.push(relay);
  return relay;
};
const inStream = () => published(nats, 'egov_lending');
const passed = (relay: Relay, position: bigint) => eventually(() => relay.position() >= position);

/** The ids of the log's public events, in its order. */
const publicInLog = async (): Promise<readonly string[]> => {
  const client = EventStoreDBClient.connectionString(log.url);
  const ids: string[] = [];
  for await (const { event } of client.readAll()) {
    if (event !== undefined && ['BookLent', 'BookReturned'].includes(event.type)) ids.push(event.id);
  }
  await client.dispose();
  return ids;
};
const expectTheWholeLogOnceInOrder = async () => {
  const messages = await inStream();
  expect(messages.map(({ id }) => id)).toEqual(await publicInLog());
};

beforeAll(async () => {
  server = await startNatsServer();
  nats = await server.connect();
});
beforeEach(async () => {
  log = await startEventStore();
  desk = lendingDesk(log.url);
  relays = [];
  told = [];
  await bringStreams(nats, {
    streams: [leaseStream, relayProgressStream, publicEventsStream('lending')],
  });
});
afterEach(async () => {
  await Promise.all(relays.map((relay) => relay.stop()));
  await desk.close();
  await log.stop();
  log.remove();
  const jsm = await jetstreamManager(nats);
  for await (const { config } of jsm.streams.list()) await jsm.streams.delete(config.name);
});
afterAll(async () => {
  await nats.close();
  await server.stop();
});

test('a public event has what its consumers need, and names the public event before it', async () => {
  const relay = relaying();
  const id = randomUUID();
  await desk.lend(id);
  await desk.extend(id);
  await passed(relay, await desk.giveBack(id));
  expect(await inStream()).toMatchObject([
    {
      subject: 'egov.lending.loan.book_lent.v1',
      type: 'egov.lending.events.v1.BookLent',
      aggregateId: id,
      revision: 0,
      previous: undefined,
    },
    {
      subject: 'egov.lending.loan.book_returned.v1',
      aggregateId: id,
      revision: 2,
      previous: 0,
      data: Buffer.from('returned'),
    },
  ]);
});

test('an event that no key of the service proves is not published', async () => {
  await passed(relaying(someChainKeys()), await desk.lend(randomUUID()));
  expect(await inStream()).toEqual([]);
});

test('a restarted relay continues after the last message, and knows its predecessor', async () => {
  const id = randomUUID();
  const first = relaying();
  await passed(first, await desk.lend(id));
  await first.stop();
  await desk.extend(id);
  const position = await desk.giveBack(id);
  await passed(relaying(), position);
  expect((await inStream()).map(({ revision, previous }) => [revision, previous])).toEqual([
    [0, undefined],
    [2, 0],
  ]);
});

test('a stream whose messages have all expired is not filled again', async () => {
  const first = relaying();
  await passed(first, await desk.lend(randomUUID()));
  await first.stop();
  const jsm = await jetstreamManager(nats);
  await jsm.streams.purge('egov_lending');
  const id = randomUUID();
  await passed(relaying(), await desk.lend(id));
  expect((await inStream()).map(({ aggregateId }) => aggregateId)).toEqual([id]);
});

test('nats-server killed while the relay runs: nothing lost or doubled, order kept', async () => {
  const relay = relaying();
  await desk.busyDays(200);
  await eventually(async () => (await inStream()).length > 0);
  let position = 0n;
  for (let kills = 0; kills < 2; kills += 1) {
    const before = relay.position();
    const busy = desk.busyDays(1_500);
    await eventually(() => relay.position() > before);
    await server.restart('SIGKILL');
    position = await busy;
  }
  await passed(relay, position);
  await expectTheWholeLogOnceInOrder();
});

test('the event log killed while the relay runs: nothing lost or doubled, order kept', async () => {
  const relay = relaying();
  await desk.busyDays(500);
  await eventually(() => relay.leads());
  await log.kill();
  await log.start();
  const position = await eventually(() => desk.lend(randomUUID()));
  await passed(relay, position);
  await expectTheWholeLogOnceInOrder();
});

test('one of two relays publishes, and the other takes over when it stops', async () => {
  const [one, other] = [relaying(), relaying()];
  const leader = await eventually(() => [one, other].find((relay) => relay.leads()));
  await passed(leader, await desk.busyDays(100));
  expect([one.leads(), other.leads()].filter(Boolean)).toHaveLength(1);
  await leader.stop();
  const next = leader === one ? other : one;
  await passed(next, await desk.busyDays(100));
  await expectTheWholeLogOnceInOrder();
});

test('a relay that lost its lease without knowing is fenced', async () => {
  const [one, other] = [relaying(), relaying()];
  const leader = await eventually(() => [one, other].find((relay) => relay.leads()));
  const next = leader === one ? other : one;
  await passed(leader, await desk.busyDays(50));
  const leases = await new Kvm(nats).open('leases');
  // The one that has lost it may be the first to ask for it again: then it loses it once more.
  await eventually(
    async () => {
      if (next.leads()) return true;
      await leases.purge('relay_lending');
      return false;
    },
    { every: 2_000 },
  );
  await desk.busyDays(300);
  const position = await desk.lend(randomUUID());
  // Each may be fenced by the other, so either may end up as the one that publishes.
  await eventually(() => [one, other].some((relay) => relay.position() >= position));
  await expectTheWholeLogOnceInOrder();
});

test('messages published ahead of a restored log stop the relay with an alarm', async () => {
  const ahead = headers();
  ahead.set('ce-id', randomUUID());
  ahead.set('egov-position', '999999999');
  await jetstream(nats).publish('egov.lending.loan.book_lent.v1', 'x', { headers: ahead });
  relaying();
  await desk.lend(randomUUID());
  await eventually(() => told.some((line) => line.endsWith('RELAY_AHEAD_OF_LOG')));
  expect((await (await jetstreamManager(nats)).streams.info('egov_lending')).state.messages).toBe(1);
});
