import { beforeEach, expect, test } from '@jest/globals';
import { memoryKeyStore } from '../keys/memory-key-store.ts';
import type { KeyStore } from '../keys/key-store.ts';
import { commandHandler } from './command-handler.ts';
import { eventDecoder } from './event-decoder.ts';
import type { RawEvent } from './stored-event.ts';
import {
  type Box,
  type BoxCommand,
  type BoxEvent,
  boxCatalogue,
  boxDecider,
  boxLog,
  call,
  LAN,
  NOW,
  openBox,
  putBirthCertificate,
} from './test-support/counter-box.ts';
import { type InMemoryClient, inMemoryClient } from './test-support/in-memory-client.ts';

let client: InMemoryClient;
let keys: KeyStore;

const resolved = (event: RawEvent | undefined) => ({ event });
const stored = (n: number): RawEvent | undefined => structuredClone(client.log[n]);
const TODAY = { trial_box: boxCatalogue };

beforeEach(async () => {
  client = inMemoryClient();
  keys = memoryKeyStore();
  const boxes = commandHandler<Box, BoxCommand, BoxEvent>(boxLog(client, { keys }), {
    category: 'trial_box',
    decider: boxDecider,
    catalogue: boxCatalogue,
  });
  await boxes.handle({
    id: 'a-b',
    context: call('r1', { causation: 'event-0', importId: 'import-1' }),
    must: { notExist: 'BOX_EXISTS' },
    command: openBox,
  });
  await boxes.handle({ id: 'a-b', context: call('r2'), command: putBirthCertificate });
});

test('a decoded event is complete: unsealed, with its position in the log', async () => {
  expect(await eventDecoder(TODAY, keys)(resolved(stored(0)))).toEqual({
    type: 'BoxOpened',
    data: openBox.data,
    at: NOW,
    occurred: NOW,
    actor: { id: 'official', agencyId: 'ward-1' },
    requestId: 'r1',
    requestDigest: expect.stringMatching(/^hmac:/),
    importId: 'import-1',
    stream: 'trial_box-a-b',
    aggregateId: 'a-b',
    eventId: expect.any(String),
    revision: 0,
    position: 1n,
    schema: 1,
    correlation: 'trace',
    causation: 'event-0',
    chain: '0'.repeat(64),
  });
});

test('the keys of many events are fetched at once', async () => {
  const asked: (readonly string[])[] = [];
  const counting: KeyStore = {
    ...keys,
    find: (persons) => {
      asked.push(persons);
      return keys.find(persons);
    },
  };
  const decoded = await eventDecoder(TODAY, counting).batch([
    resolved(stored(0)),
    resolved(stored(1)),
    resolved(stored(0)),
  ]);
  expect(decoded.map((event) => event?.type)).toEqual(['BoxOpened', 'PaperPut', 'BoxOpened']);
  expect(asked).toEqual([[LAN]]);
});

test('the personal fields of a forgotten person are null', async () => {
  await keys.forget(LAN);
  expect(await eventDecoder(TODAY, keys)(resolved(stored(0)))).toMatchObject({
    data: { personId: LAN, name: null, office: 'ward-1' },
  });
});

test('an older schema is upgraded step by step, its fields unsealed under their old names', async () => {
  const decode = eventDecoder(
    {
      trial_box: {
        BoxOpened: {
          schema: 3,
          sealed: { 'person.fullName': 'person.id' },
          upcast: {
            1: ({ name, personId, ...rest }) => ({ ...rest, person: { id: personId, name } }),
            2: (data) => ({
              ...data,
              person: { ...(data['person'] as object), fullName: (data['person'] as { name: unknown }).name },
            }),
          },
        },
      },
    },
    keys,
  );
  expect(await decode(resolved(stored(0)))).toMatchObject({
    schema: 1,
    data: { office: 'ward-1', person: { id: LAN, fullName: 'Nguyễn Thị Lan' } },
  });
});

test('an undeclared type, another category and a system event are skipped', async () => {
  const decode = eventDecoder({ trial_box: { PaperPut: { schema: 1 } } }, keys);
  expect(await decode(resolved(stored(0)))).toBeUndefined();
  expect(await eventDecoder({ other_box: boxCatalogue }, keys)(resolved(stored(0)))).toBeUndefined();
  expect(
    await eventDecoder(
      { trial_box: {} },
      keys,
    )(resolved({ ...client.log[0], type: 'constructor' } as RawEvent)),
  ).toBeUndefined();
  expect(
    await decode(resolved({ streamId: '$settings', id: 'x', revision: 0n, type: '$metadata', data: {} })),
  ).toBeUndefined();
  expect(await decode({})).toBeUndefined();
});

test.each([
  [
    'newer than this software',
    { schema: 2 },
    { reason: 'SCHEMA_UNKNOWN', facts: { type: 'PaperPut', schema: 2 } },
  ],
  ['of a schema that never existed', { schema: 0 }, { reason: 'SCHEMA_UNKNOWN' }],
  [
    'without its recorded time',
    { at: undefined },
    { reason: 'EVENT_UNREADABLE', facts: { stream: 'trial_box-a-b', revision: 1n } },
  ],
])('a declared event that is %s stops the reader', async (_what, change, refusal) => {
  const event = { ...stored(1), metadata: { ...(client.log[1]?.metadata as object), ...change } } as RawEvent;
  await expect(eventDecoder(TODAY, keys)(resolved(event))).rejects.toMatchObject({
    kind: 'unavailable',
    ...refusal,
  });
});

test('a schema without an upcaster stops the reader', async () => {
  await expect(
    eventDecoder(
      { trial_box: { PaperPut: { schema: 3, upcast: { 2: (data) => data } } } },
      keys,
    )(resolved(stored(1))),
  ).rejects.toMatchObject({ reason: 'SCHEMA_UNKNOWN', facts: { schema: 1 } });
});
