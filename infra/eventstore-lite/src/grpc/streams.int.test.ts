import {
  ANY,
  BACKWARDS,
  END,
  NO_STREAM,
  STREAM_EXISTS,
  binaryEvent,
  eventTypeFilter,
  jsonEvent,
  type AppendExpectedRevision,
  type EventData,
} from '@eventstore/db-client';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { all, events, eventually, storeForTest, type StoreForTest } from '../testing/store-for-test.ts';

let it: StoreForTest;
let stream: string;
let number = 0;

beforeAll(async () => {
  it = await storeForTest();
});
afterAll(() => it.stop());

const fresh = (): string => {
  number += 1;
  stream = `dossier-${number}`;
  return stream;
};

const append = (list: EventData[], expectedRevision: AppendExpectedRevision = ANY) =>
  it.client.appendToStream(stream, list, { expectedRevision });
// Credentials make the client use the single protocol instead of the batch one.
const singly = (list: EventData[], expectedRevision: AppendExpectedRevision) =>
  it.client.appendToStream(stream, list, {
    expectedRevision,
    credentials: { username: 'admin', password: 'changeit' },
  });
const read = async (options: Parameters<StoreForTest['client']['readStream']>[1] = {}): Promise<number[]> =>
  (await all(it.client.readStream(stream, options))).map(({ event, link }) =>
    Number((link ?? event)?.revision),
  );
const wrong = (actualVersion: bigint | string) => ({ type: 'wrong-expected-version', actualVersion });

describe.each([
  ['batch', append],
  ['single', singly],
] as const)('an append by the %s protocol', (_name, send) => {
  test('is refused when the expected revision does not match', async () => {
    fresh();
    await expect(send(events(1), STREAM_EXISTS)).rejects.toMatchObject({
      ...wrong('no_stream'),
      expectedVersion: 'stream_exists',
    });
    await expect(send(events(1), 0n)).rejects.toMatchObject({ ...wrong('no_stream'), expectedVersion: 0n });
    await expect(send(events(2), NO_STREAM)).resolves.toMatchObject({
      success: true,
      nextExpectedRevision: 1n,
    });
    await expect(send(events(1), NO_STREAM)).rejects.toMatchObject({
      ...wrong(1n),
      expectedVersion: 'no_stream',
    });
    await expect(send(events(1), 7n)).rejects.toMatchObject({ ...wrong(1n), expectedVersion: 7n });
    await expect(send(events(1), STREAM_EXISTS)).resolves.toMatchObject({ nextExpectedRevision: 2n });
    await expect(send(events(1), 2n)).resolves.toMatchObject({ nextExpectedRevision: 3n });
    await expect(send(events(1), ANY)).resolves.toMatchObject({ nextExpectedRevision: 4n });
  });

  test('sent twice with the same ids returns the first result and adds nothing', async () => {
    fresh();
    const ids = [crypto.randomUUID(), crypto.randomUUID()];
    const first = await send(events(2, 'DossierReceived', ids), NO_STREAM);
    await send(events(1), 1n);
    for (const expected of [NO_STREAM, ANY, STREAM_EXISTS] as const)
      await expect(send(events(2, 'DossierReceived', ids), expected)).resolves.toEqual(first);
    expect(await read()).toEqual([0, 1, 2]);
  });

  test('that repeats only some ids, or elsewhere in the stream, is a conflict', async () => {
    fresh();
    const ids = [crypto.randomUUID(), crypto.randomUUID()];
    await send(events(2, 'DossierReceived', ids), NO_STREAM);
    await expect(
      send(events(2, 'DossierReceived', [ids[0] ?? '', crypto.randomUUID()]), NO_STREAM),
    ).rejects.toMatchObject(wrong(1n));
    await expect(
      send(events(2, 'DossierReceived', [ids[0] ?? '', crypto.randomUUID()]), ANY),
    ).rejects.toMatchObject(wrong(1n));
    await expect(send(events(1, 'DossierReceived', [ids[1] ?? '']), NO_STREAM)).rejects.toMatchObject(
      wrong(1n),
    );
    await expect(send(events(1, 'DossierReceived', [ids[0] ?? '']), NO_STREAM)).resolves.toMatchObject({
      nextExpectedRevision: 0n,
    });
    await expect(send(events(1, 'DossierReceived', ids), 1n)).resolves.toMatchObject({
      nextExpectedRevision: 2n,
    });
  });

  test('too large is refused with the limit, and leaves nothing', async () => {
    fresh();
    const large = jsonEvent({ type: 'Scan', data: { bytes: 'x'.repeat(1024 * 1024) } });
    await expect(send([large], ANY)).rejects.toMatchObject({
      type: 'maximum-append-size-exceeded',
      maxAppendSize: 1024 * 1024,
    });
    await expect(send([...events(3), large], ANY)).rejects.toMatchObject({
      type: 'maximum-append-size-exceeded',
    });
    await expect(read()).rejects.toMatchObject({ type: 'stream-not-found', streamName: stream });
  });

  test('to a tombstoned stream is refused for ever', async () => {
    fresh();
    await send(events(1), NO_STREAM);
    await it.client.tombstoneStream(stream);
    for (const expected of [ANY, NO_STREAM, STREAM_EXISTS, 0n] as const) {
      await expect(send(events(1), expected)).rejects.toMatchObject({
        type: 'stream-deleted',
        streamName: stream,
      });
    }
    await expect(it.client.setStreamMetadata(stream, { maxCount: 1 })).rejects.toMatchObject({
      type: 'stream-deleted',
    });
    await expect(read()).rejects.toMatchObject({ type: 'stream-deleted', streamName: stream });
  });
});

test('a stream is read in both directions, from any revision, up to a count', async () => {
  fresh();
  await append(events(600));
  expect(await read()).toHaveLength(600);
  expect(await read({ fromRevision: 590n })).toEqual([590, 591, 592, 593, 594, 595, 596, 597, 598, 599]);
  expect(await read({ fromRevision: 3n, maxCount: 2 })).toEqual([3, 4]);
  expect(await read({ fromRevision: 700n })).toEqual([]);
  expect(await read({ fromRevision: END })).toEqual([]);
  expect(await read({ direction: BACKWARDS, fromRevision: END, maxCount: 2 })).toEqual([599, 598]);
  expect(await read({ direction: BACKWARDS, fromRevision: 1n })).toEqual([1, 0]);
  expect(await read({ direction: BACKWARDS, fromRevision: 5000n, maxCount: 1 })).toEqual([599]);
  expect(await read({ direction: BACKWARDS })).toEqual([0]);
});

test('bytes and metadata that are not JSON come back untouched', async () => {
  fresh();
  const data = Uint8Array.of(0, 255, 1, 254);
  await append([binaryEvent({ type: 'Scan', data, metadata: Uint8Array.of(7, 0, 7) })]);
  const [first] = await all(it.client.readStream(stream));
  expect(first?.event).toMatchObject({ isJson: false, type: 'Scan' });
  expect(Buffer.compare(Buffer.from(first?.event?.data as Uint8Array), Buffer.from(data))).toBe(0);
});

test('a deleted stream is gone, can be created again, and its revisions continue', async () => {
  fresh();
  await append(events(3));
  await expect(it.client.deleteStream(stream, { expectedRevision: 0n })).rejects.toMatchObject({
    type: 'wrong-expected-version',
    streamName: stream,
  });
  const deleted = await it.client.deleteStream(stream, { expectedRevision: 2n });
  expect(deleted.position?.commit).toBeGreaterThan(0n);
  await expect(read()).rejects.toMatchObject({ type: 'stream-not-found' });
  await expect(append(events(1), STREAM_EXISTS)).rejects.toMatchObject({ type: 'stream-deleted' });
  await expect(append(events(2), NO_STREAM)).resolves.toMatchObject({ nextExpectedRevision: 4n });
  expect(await read()).toEqual([3, 4]);
});

test('a stream that never existed cannot be deleted, but can be tombstoned', async () => {
  fresh();
  await expect(it.client.deleteStream(stream)).rejects.toMatchObject({ type: 'wrong-expected-version' });
  await expect(it.client.deleteStream(stream, { expectedRevision: NO_STREAM })).rejects.toMatchObject({
    type: 'wrong-expected-version',
  });
  await it.client.setStreamMetadata(stream, { cacheControl: 10 });
  await expect(it.client.deleteStream(stream, { expectedRevision: NO_STREAM })).resolves.toBeDefined();
  fresh();
  await expect(it.client.tombstoneStream(stream, { expectedRevision: NO_STREAM })).resolves.toBeDefined();
  await expect(it.client.tombstoneStream(stream)).rejects.toMatchObject({ type: 'stream-deleted' });
});

test('metadata limits what is read: by count, by revision, by age', async () => {
  fresh();
  await append(events(10));
  await it.client.setStreamMetadata(stream, {
    maxCount: 3,
    cacheControl: 5,
    acl: { readRoles: ['clerk'] },
    office: 'H12',
  });
  expect(await read()).toEqual([7, 8, 9]);
  expect(await read({ direction: BACKWARDS, fromRevision: END })).toEqual([9, 8, 7]);
  await expect(it.client.getStreamMetadata(stream)).resolves.toMatchObject({
    metadata: { maxCount: 3, cacheControl: 5, acl: { readRoles: ['clerk'] }, office: 'H12' },
  });
  await it.client.setStreamMetadata(stream, { truncateBefore: 5 });
  expect(await read()).toEqual([5, 6, 7, 8, 9]);
  await it.client.setStreamMetadata(stream, { maxAge: 3600 });
  expect(await read()).toHaveLength(10);
  await it.client.setStreamMetadata(stream, { maxAge: 1 });
  await eventually(async () => (await read()).length === 0);
  expect(await all(it.client.readStream(`$$${stream}`))).toHaveLength(1);
});

test('links are resolved on request, and stay links where their event is gone', async () => {
  fresh();
  const source = stream;
  await append(events(2));
  fresh();
  await append(
    [0, 1, 9].map((revision) => binaryEvent({ type: '$>', data: Buffer.from(`${revision}@${source}`) })),
  );
  const resolved = await all(it.client.readStream(stream, { resolveLinkTos: true }));
  expect(resolved.map(({ event, link }) => [event?.streamId, event?.revision, link?.revision])).toEqual([
    [source, 0n, 0n],
    [source, 1n, 1n],
    [undefined, undefined, 2n],
  ]);
  const plain = await all(it.client.readStream(stream));
  expect(plain.map(({ event, link }) => [event?.type, link])).toEqual([
    ['$>', undefined],
    ['$>', undefined],
    ['$>', undefined],
  ]);
});

test('$all returns every event once, in order, in both directions, from any position', async () => {
  fresh();
  const { position } = await append(events(5, 'Marked'));
  const forwards = await all(it.client.readAll());
  const positions = forwards.map(({ event }) => event?.position?.commit ?? 0n);
  expect(positions).toEqual([...positions].toSorted((a, b) => Number(a - b)));
  expect(new Set(positions).size).toBe(positions.length);
  const backwards = await all(it.client.readAll({ direction: BACKWARDS, fromPosition: END }));
  expect(backwards.map(({ event }) => event?.position?.commit)).toEqual(positions.toReversed());
  const at = position ?? { commit: 0n, prepare: 0n };
  expect((await all(it.client.readAll({ fromPosition: at }))).map(({ event }) => event?.revision)).toEqual([
    4n,
  ]);
  expect(
    (await all(it.client.readAll({ fromPosition: at, direction: BACKWARDS, maxCount: 2 }))).map(
      ({ event }) => event?.revision,
    ),
  ).toEqual([3n, 2n]);
});

test('$all cannot be written, and invalid names are refused', async () => {
  await expect(it.client.appendToStream('$all', events(1))).rejects.toMatchObject({ type: 'access-denied' });
  await expect(it.client.appendToStream('', events(1))).rejects.toThrow();
  await expect(all(it.client.readStream('$$'))).rejects.toThrow("'$$' is not a valid stream name");
});

test('a filter that is not a regular expression is an invalid argument', async () => {
  const subscription = it.client.subscribeToAll({ filter: eventTypeFilter({ regex: '(' }) });
  const error = await new Promise<Error>((resolve) => {
    subscription.once('error', resolve);
  });
  expect(error).toMatchObject({ code: 3 });
});
