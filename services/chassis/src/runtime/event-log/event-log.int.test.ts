import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { v7 } from 'uuid';
import { memoryKeyStore } from '../keys/memory-key-store.ts';
import { personAggregate } from '../person/person.ts';
import type { CommandHandler } from './command-contract.ts';
import { commandHandler } from './command-handler.ts';
import { derivedId } from './derived-id.ts';
import { type EventLog, openEventLog } from './event-log.ts';
import {
  BOX_KEYS,
  type Box,
  type BoxCommand,
  type BoxEvent,
  boxCatalogue,
  boxDecider,
  call,
  openBox,
  putBirthCertificate,
} from './test-support/counter-box.ts';
import { type EventStore, startEventStore } from './test-support/event-store.ts';
import { verifyAllChains, verifyChain } from './verify-chain.ts';

const keys = memoryKeyStore();
const opened: EventLog[] = [];
let store: EventStore;
let log: EventLog;
let boxes: CommandHandler<Box, BoxCommand, BoxEvent>;
let id: string;

/** Another replica of the service, with its own connection and memory. */
function replica(): EventLog {
  const another = openEventLog({
    url: store.url,
    service: 'trial',
    province: 'p01',
    keys,
    chainKeys: BOX_KEYS,
    clock: () => new Date().toISOString(),
  });
  opened.push(another);
  return another;
}
const boxesOf = (over: EventLog) =>
  commandHandler<Box, BoxCommand, BoxEvent>(over, {
    category: 'trial_box',
    decider: boxDecider,
    catalogue: boxCatalogue,
  });
const open = (by = boxes, requestId = v7()) =>
  by.handle({ id, context: call(requestId), must: { notExist: 'BOX_EXISTS' }, command: openBox });
const put = (by = boxes, requestId = v7()) =>
  by.handle({ id, context: call(requestId), must: 'exist', command: putBirthCertificate });

beforeAll(async () => {
  store = await startEventStore();
});

beforeEach(() => {
  id = v7();
  log = replica();
  boxes = boxesOf(log);
});

afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each.close()));
});

afterAll(async () => {
  await store.stop();
  store.remove();
});

test('what a command wrote is read back the same by another replica, chained and sealed', async () => {
  const [first, second] = [await open(), await put()];
  const read = await boxesOf(replica()).read(id);
  expect(read).toMatchObject({
    revision: 1n,
    state: second.state,
    events: [
      { revision: 0, data: openBox.data },
      { revision: 1, data: putBirthCertificate.data },
    ],
  });
  expect(read.events.map(({ position }) => position)).toEqual([first.position, second.position]);
  expect(JSON.stringify((await log.read(`trial_box-${id}`, 0n)).map(({ data }) => data))).not.toContain(
    'Lan',
  );
  expect(await verifyChain(log, `trial_box-${id}`)).toEqual({ streams: 1, events: 2, breaks: [] });
});

test('several events of one command are contiguous, and the position is that of the last', async () => {
  await open();
  const both = await boxes.handle({
    id,
    context: call(v7()),
    command: { type: 'PutPaper', data: { title: 'photo', also: 'map' } },
  });
  const { events } = await boxes.read(id);
  expect([both.revision, both.position]).toEqual([2n, events[2]?.position]);
});

test('a creating request, sent to two replicas at once, makes one box', async () => {
  id = derivedId('trial', 'official', v7());
  const done = await Promise.all([open(boxes, 'same'), open(boxesOf(replica()), 'same')]);
  expect(done.map(({ revision, position }) => [revision, position])).toEqual([
    [0n, done[0]?.position],
    [0n, done[0]?.position],
  ]);
  expect(done.filter(({ repeated }) => repeated)).toHaveLength(1);
});

test('replicas that race for one box all succeed, or fail clearly', async () => {
  await open();
  const replicas = Array.from({ length: 4 }, () => boxesOf(replica()));
  const outcomes = await Promise.allSettled(replicas.flatMap((by) => [put(by), put(by), put(by)]));
  const done = outcomes.filter(({ status }) => status === 'fulfilled').length;
  for (const outcome of outcomes)
    if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ reason: 'CONCURRENT_CHANGE' });
  expect(await boxes.load(id)).toMatchObject({ revision: BigInt(done), state: { papers: done } });
  expect((await verifyChain(log, `trial_box-${id}`)).breaks).toEqual([]);
});

test('the store killed between commands: what was acknowledged is there, a repeat happens once', async () => {
  await open();
  const requests = Array.from({ length: 40 }, () => v7());
  const running = Promise.allSettled(requests.map((requestId) => put(boxes, requestId)));
  await store.kill();
  await store.start();
  const answered = (await running).filter(({ status }) => status === 'fulfilled').length;
  expect((await boxes.load(id)).state.papers).toBeGreaterThanOrEqual(answered);
  for (const requestId of requests) await put(boxes, requestId);
  expect((await boxes.load(id)).state.papers).toBe(requests.length);
});

test('a store that is down is reported as such, and found again when it is back', async () => {
  await open();
  await store.stop();
  await expect(put()).rejects.toMatchObject({ kind: 'unavailable', reason: 'EVENT_LOG_UNAVAILABLE' });
  await expect(log.end()).rejects.toMatchObject({ reason: 'EVENT_LOG_UNAVAILABLE' });
  await store.start();
  expect(await put()).toMatchObject({ revision: 1n });
});

test('one altered byte in the file is found and named, also after a person was forgotten', async () => {
  await open();
  await put();
  const title = `title ${v7()}`;
  await boxes.handle({ id, context: call(v7()), command: { type: 'PutPaper', data: { title } } });
  await put();
  const personId = v7();
  await commandHandler(log, personAggregate('trial')).handle({
    id: personId,
    context: call(v7()),
    command: { type: 'ForgetPerson', data: { personId, reason: 'asked by the person' } },
  });
  expect((await verifyAllChains(log)).breaks).toEqual([]);
  await store.stop();
  expect(alterOneByte(store.folder, title)).toBe(1);
  await store.start();
  const named = { stream: `trial_box-${id}`, revision: 2n };
  expect((await verifyAllChains(replica())).breaks).toEqual([{ ...named, reason: 'altered' }]);
  await expect(boxesOf(replica()).load(id)).rejects.toMatchObject({
    kind: 'unavailable',
    reason: 'CHAIN_BROKEN',
    facts: named,
  });
});

/** Alters one byte of the text in every file that holds it; returns the number of files. */
function alterOneByte(folder: string, text: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return files.filter((path) => {
    const bytes = readFileSync(path);
    const at = bytes.indexOf(text);
    if (at < 0) return false;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    return true;
  }).length;
}
