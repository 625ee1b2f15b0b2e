import { beforeEach, expect, test } from '@jest/globals';
import { memoryKeyStore } from '../keys/memory-key-store.ts';
import { personAggregate } from '../person/person.ts';
import { commandHandler } from './command-handler.ts';
import type { EventLog } from './event-log.ts';
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

let client: InMemoryClient;
let alarms: Alarm[];
let log: EventLog;

beforeEach(() => {
  client = inMemoryClient();
  alarms = [];
  log = boxLog(client, { alarms, keys: memoryKeyStore() });
});

test('the chains of a service are verified, including forgotten persons', async () => {
  await writeBoxes();
  await commandHandler(log, personAggregate('trial')).handle({
    id: LAN,
    context: call('forget'),
    command: { type: 'ForgetPerson', data: { personId: LAN, reason: 'asked by the person' } },
  });
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

test('streams of other services are left out', async () => {
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
