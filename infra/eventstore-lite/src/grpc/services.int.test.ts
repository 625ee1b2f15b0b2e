import { get } from 'node:http';
import {
  EventStoreDBClient,
  START,
  binaryEvent,
  jsonEvent,
  persistentSubscriptionToStreamSettingsFromDefaults as settings,
} from '@eventstore/db-client';
import monitoringServices from '@eventstore/db-client/generated/monitoring_grpc_pb.js';
import operationsServices from '@eventstore/db-client/generated/operations_grpc_pb.js';
import projectionsServices from '@eventstore/db-client/generated/projections_grpc_pb.js';
import { credentials, makeClientConstructor, type ServiceError } from '@grpc/grpc-js';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { monitoring, operations, projections, services, shared } from '../protocol.ts';
import { all, events, eventually, storeForTest, type StoreForTest } from '../testing/store-for-test.ts';

let it: StoreForTest;

beforeAll(async () => {
  it = await storeForTest({ projections: true });
});
afterAll(() => it.stop());

const address = (): string => `127.0.0.1:${it.store().port}`;
const plain = credentials.createInsecure();

type Done<T> = (error: ServiceError | null, response: T) => void;
const answered = <T>(run: (done: Done<T>) => unknown): Promise<T> =>
  new Promise((resolve, reject) => {
    run((error, response) => (error === null ? resolve(response) : reject(error)));
  });

const http = (path: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    get(`http://${address()}${path}`, { agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).once('error', reject);
  });

test('ping and health answer plain HTTP on the same port', async () => {
  expect([
    await http('/ping'),
    await http('/health/live'),
    await http('/health/ready'),
    await http('/info'),
    await http('/nothing'),
  ]).toEqual([200, 204, 204, 200, 404]);
});

test('a ping is answered with a text and the number of its type', async () => {
  const response = await fetch(`http://${address()}/ping`);
  expect(await response.json()).toEqual({
    msgTypeId: expect.any(Number),
    text: 'Ping request successfully handled',
  });
});

test('the cluster of one is discovered by gossip', async () => {
  const { port } = it.store();
  const client = EventStoreDBClient.connectionString(`esdb+discover://127.0.0.1:${port}?tls=false`);
  await expect(client.appendToStream('found-1', events(1))).resolves.toMatchObject({ success: true });
  await client.dispose();
});

test('the store lists the version and methods that it serves, and others are unimplemented', async () => {
  const Features = makeClientConstructor(services.features, 'features');
  const features = new Features(address(), plain);
  const response = await answered<{
    getEventStoreServerVersion(): string;
    getMethodsList(): Array<{ getMethodName(): string }>;
  }>((done) => features.getSupportedMethods?.(new shared.Empty(), done));
  expect(response.getEventStoreServerVersion()).toBe('23.10.0');
  const methods = response.getMethodsList().map((method) => method.getMethodName());
  expect(methods).toEqual(
    expect.arrayContaining([
      'batchappend',
      'read',
      'append',
      'replayparked',
      'details',
      'startscavenge',
      'statistics',
    ]),
  );
  expect(methods).not.toContain('mergeindexes');
  const all = new operationsServices.OperationsClient(address(), plain);
  await expect(answered((done) => all.mergeIndexes(new shared.Empty(), done))).rejects.toMatchObject({
    code: 12,
  });
  await expect(answered((done) => all.shutdown(new shared.Empty(), done))).rejects.toMatchObject({ code: 7 });
  for (const client of [features, all]) client.close();
});

test('system projections link each event once, resolve, and can be switched off and on', async () => {
  const client = new projectionsServices.ProjectionsClient(address(), plain);
  const linked = async (stream: string) =>
    (await all(it.client.readStream(stream, { resolveLinkTos: true }))).map(
      ({ event }) => `${event?.revision}@${event?.streamId}`,
    );
  const status = async (name: string) => (await it.client.getProjectionStatus(name)).projectionStatus;
  await it.client.appendToStream('permit-1', events(2, 'PermitAsked'));
  await it.client.appendToStream('permit-2', events(1, 'PermitAsked'));
  for (const name of ['$by_category', '$by_event_type', '$streams'])
    await eventually(async () => (await it.client.getProjectionStatus(name)).progress === 100);
  expect(await linked('$ce-permit')).toEqual(['0@permit-1', '1@permit-1', '0@permit-2']);
  expect(await linked('$et-PermitAsked')).toEqual(['0@permit-1', '1@permit-1', '0@permit-2']);
  expect(await linked('$streams')).toEqual(expect.arrayContaining(['0@permit-1', '0@permit-2']));
  await it.client.disableProjection('$by_category');
  expect(await status('$by_category')).toBe('Stopped');
  await it.client.appendToStream('permit-2', events(1, 'PermitAsked'));
  await eventually(async () => (await linked('$et-PermitAsked')).length === 4);
  expect(await linked('$ce-permit')).toHaveLength(3);
  await it.client.enableProjection('$by_category');
  await eventually(async () => (await linked('$ce-permit')).length === 4);
  await it.restart();
  await expect(answered((done) => client.create(new projections.CreateReq(), done))).rejects.toMatchObject({
    code: 12,
  });
  expect((await it.client.listProjections()).map(({ name }) => name)).toContain('$by_event_type');
  expect(await linked('$ce-permit')).toEqual(['0@permit-1', '1@permit-1', '0@permit-2', '1@permit-2']);
  client.close();
});

test('a category links to what a link in one of its streams points to, and to tombstones', async () => {
  await it.client.appendToStream('order-a', events(1));
  await it.client.appendToStream(
    'copy-1',
    binaryEvent({ type: '$>', data: Buffer.from('0@order-a'), metadata: Buffer.alloc(0) }),
  );
  await it.client.appendToStream('copy-2', events(1));
  await it.client.tombstoneStream('copy-2');
  const links = async () =>
    (await all(it.client.readStream('$ce-copy'))).map(({ event }) =>
      Buffer.from(event?.data as Uint8Array).toString(),
    );
  await eventually(async () => (await links().catch(() => [])).length === 3);
  expect(await links()).toEqual(['0@order-a', '0@copy-2', '9223372036854775807@copy-2']);
});

test('a correlation id that is no text is passed over', async () => {
  const nested = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  await it.client.enableProjection('$by_correlation_id');
  await it.client.appendToStream('deep-1', [
    binaryEvent({
      type: 'DossierReceived',
      data: Buffer.alloc(0),
      metadata: Buffer.from(`{"$correlationId":${nested}}`),
    }),
    jsonEvent({ type: 'DossierReceived', data: {}, metadata: { $correlationId: 'journey' } }),
  ]);
  const linked = () => all(it.client.readStream('$bc-journey')).catch(() => []);
  await eventually(async () => (await linked()).length === 1);
});

test('a projection that is not there is said to be missing in the words of version 23.10', async () => {
  await expect(it.client.enableProjection('nothing')).rejects.toMatchObject({
    code: 2,
    message: expect.stringContaining('received NotFound instead'),
  });
});

test('a group on a category stream delivers the events behind the links', async () => {
  await it.client.createPersistentSubscriptionToStream(
    '$ce-parcel',
    'relay',
    settings({ startFrom: START, resolveLinkTos: true }),
  );
  const subscription = it.client.subscribeToPersistentSubscriptionToStream('$ce-parcel', 'relay');
  const seen: string[] = [];
  subscription.on('data', (resolved) => {
    seen.push(`${resolved.event?.revision}@${resolved.event?.streamId} by ${resolved.link?.streamId}`);
    void subscription.ack(resolved);
  });
  await it.client.appendToStream('parcel-7', events(2));
  await eventually(() => seen.length === 2);
  expect(seen).toEqual(['0@parcel-7 by $ce-parcel', '1@parcel-7 by $ce-parcel']);
  await subscription.unsubscribe();
});

test('scavenge wipes what is hidden and nothing else', async () => {
  await it.client.appendToStream('wiped-1', events(10));
  await it.client.setStreamMetadata('wiped-1', { truncateBefore: 6 });
  const client = new operationsServices.OperationsClient(address(), plain);
  const started = await answered<InstanceType<typeof operations.ScavengeResp>>((done) =>
    client.startScavenge(
      new operations.StartScavengeReq().setOptions(
        new operations.StartScavengeReq.Options().setThreadCount(1),
      ),
      done,
    ),
  );
  expect(started.getScavengeId()).not.toBe('');
  const inLog = async () =>
    (await all(it.client.readAll())).flatMap(({ event }) =>
      event?.streamId === 'wiped-1' ? [Number(event.revision)] : [],
    );
  await eventually(async () => (await inLog()).length === 4);
  expect(await inLog()).toEqual([6, 7, 8, 9]);
  await expect(
    answered((done) =>
      client.stopScavenge(
        new operations.StopScavengeReq().setOptions(
          new operations.StopScavengeReq.Options().setScavengeId('none'),
        ),
        done,
      ),
    ),
  ).rejects.toMatchObject({ code: 5 });
  client.close();
});

test('figures are sent at the requested interval', async () => {
  const client = new monitoringServices.MonitoringClient(address(), plain);
  const call = client.stats(new monitoring.StatsReq().setRefreshTimePeriodInMs('100'));
  const seen: number[] = [];
  call.on('data', (response: InstanceType<typeof monitoring.StatsResp>) =>
    seen.push(Number(response.getStatsMap().get('es-lastPosition'))),
  );
  call.on('error', () => undefined);
  await eventually(() => seen.length >= 2);
  expect(seen[0]).toBeGreaterThan(0);
  call.cancel();
  client.close();
});
