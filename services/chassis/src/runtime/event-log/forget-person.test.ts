import { beforeEach, expect, test } from '@jest/globals';
import { memoryKeyStore } from '../keys/mod.ts';
import { commandHandler } from './command-handler.ts';
import type { EventLog } from './event-log.ts';
import { forgetPerson, replayForgettings } from './forget-person.ts';
import {
  type Alarm,
  type Box,
  type BoxCommand,
  type BoxEvent,
  boxCatalogue,
  boxDecider,
  boxLog,
  call,
  LAN,
  openBox,
  putBirthCertificate,
} from './test-support/counter-box.ts';
import { type InMemoryClient, inMemoryClient } from './test-support/in-memory-client.ts';
import { verifyAllChains, verifyChain } from './verify-chain.ts';

const keys = memoryKeyStore();
let client: InMemoryClient;
let alarms: Alarm[];
let log: EventLog;

beforeEach(() => {
  client = inMemoryClient();
  alarms = [];
  log = boxLog(client, { alarms, keys: memoryKeyStore() });
});

test('forgetting destroys the key and records the fact, once', async () => {
  await log.keys.keyFor(LAN);
  const first = await forgetPerson({
    keys: log.keys,
    log,
    personId: LAN,
    context: call('r1'),
    reason: 'asked by the person',
  });
  const again = await forgetPerson({ keys: log.keys, log, personId: LAN, context: call('r2') });
  expect([first, again]).toMatchObject([
    { revision: 0n, events: [{ type: 'PersonForgotten' }] },
    { revision: 0n, position: 1n, events: [] },
  ]);
  expect(client.log.map(({ streamId, data }) => [streamId, data])).toEqual([
    [`trial_person-${LAN}`, { personId: LAN, reason: 'asked by the person' }],
  ]);
  expect(await log.keys.find([LAN])).toEqual(new Map());
});

test('after keys were restored from a backup, the log says whom to forget again', async () => {
  await forgetPerson({ keys: log.keys, log, personId: LAN, context: call('r1') });
  await keys.keyFor(LAN);
  expect(await replayForgettings({ keys, log })).toBe(1);
  expect(await keys.find([LAN])).toEqual(new Map());
});

test('the chains of a service are verified, also over what was forgotten', async () => {
  await writeBoxes();
  await forgetPerson({ keys: log.keys, log, personId: LAN, context: call('forget') });
  expect(await verifyAllChains(log)).toEqual({ streams: 3, events: 7, breaks: [] });
  expect(alarms).toEqual([]);
});

test('the first break of each stream is named, and the alarm raised', async () => {
  await writeBoxes();
  client.log = client.log.map((event) =>
    event.streamId === 'trial_box-b' && event.revision === 1n ? { ...event, type: 'BoxClosed' } : event,
  );
  expect(await verifyAllChains(log)).toEqual({
    streams: 2,
    events: 6,
    breaks: [{ stream: 'trial_box-b', revision: 1n, reason: 'altered' }],
  });
  expect(await verifyChain(log, 'trial_box-b')).toMatchObject({ events: 3, breaks: [{ revision: 1n }] });
  expect(await verifyChain(log, 'trial_box-a')).toEqual({ streams: 1, events: 3, breaks: [] });
  expect(await verifyChain(log, 'trial_box-none')).toEqual({ streams: 0, events: 0, breaks: [] });
  expect(alarms).toHaveLength(2);
});

test('streams of others are left to them', async () => {
  await writeBoxes();
  expect(await verifyAllChains(log, { prefixes: ['other_'] })).toEqual({ streams: 0, events: 0, breaks: [] });
});

async function writeBoxes(): Promise<void> {
  const boxes = commandHandler<Box, BoxCommand, BoxEvent>(log, {
    category: 'trial_box',
    decider: boxDecider,
    catalogue: boxCatalogue,
  });
  for (const id of ['a', 'b']) {
    await boxes.handle({
      id,
      context: call(`open ${id}`),
      must: { notExist: 'BOX_EXISTS' },
      command: openBox,
    });
    await boxes.handle({ id, context: call(`first ${id}`), command: putBirthCertificate });
    await boxes.handle({ id, context: call(`second ${id}`), command: putBirthCertificate });
  }
}
