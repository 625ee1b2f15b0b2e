import { beforeEach, expect, test } from '@jest/globals';
import * as directory from '@egov/proto/egov/directory/events/v1/directory_events';
import { memoryLog, type MemoryLog } from '../../testing/memory-log.ts';
import { receivedEvent } from '../../testing/received-event.ts';
import type { ReceivedMessage } from './cloud-event.ts';
import { carryOut } from './reaction.ts';
import { keepSeals, sealCommands } from './test-support/seal-process.ts';

const WARD = '0197a1c0-0000-7000-8000-00000000001a';
const NOW = '2026-07-06T02:15:00.000Z';
const signal = new AbortController().signal;

let memory: MemoryLog;
let handle: (message: ReceivedMessage) => Promise<void>;

/** A process that starts over the existing log, knowing only what was recorded. */
const startAgain = (): void => {
  const carrying = carryOut({
    service: 'seals',
    policy: keepSeals.name,
    clock: () => NOW,
    react: (message) => keepSeals.react?.(message) ?? [],
    commands: sealCommands(memory.log),
  });
  handle = (message) => carrying(message, signal);
};

beforeEach(() => {
  memory = memoryLog('seals', () => NOW);
  startAgain();
});

const at = (place: number) => ({ id: `0197a1c0-0000-7000-8000-00000000010${place}`, revision: place });
const established = receivedEvent(
  directory,
  'AgencyEstablished',
  { agencyId: WARD, name: 'Hòa Bình' },
  at(0),
);
const renamed = receivedEvent(directory, 'AgencyRenamed', { agencyId: WARD, name: 'Thống Nhất' }, at(1));
const dissolved = receivedEvent(directory, 'AgencyDissolved', { agencyId: WARD }, at(2));
const recorded = (): readonly string[] => memory.stored.map(({ type }) => type);

test('a process remembers by its own events, across a restart between any two', async () => {
  for (const each of [established, renamed, dissolved]) {
    await handle(each);
    startAgain();
  }
  expect(recorded()).toEqual(['SealOrdered', 'SealReturned', 'SealOrdered', 'SealReturned', 'AgencyClosed']);
});

test('a redelivered event records nothing', async () => {
  for (const each of [established, established, renamed, established, renamed]) await handle(each);
  expect(recorded()).toEqual(['SealOrdered', 'SealReturned', 'SealOrdered']);
});

test('an event after the end does nothing', async () => {
  for (const each of [established, dissolved, renamed]) await handle(each);
  expect(recorded()).toEqual(['SealOrdered', 'SealReturned', 'AgencyClosed']);
});
