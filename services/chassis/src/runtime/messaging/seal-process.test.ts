import { beforeEach, expect, test } from '@jest/globals';
import * as directory from '@egov/proto/egov/directory/events/v1/directory_events';
import { memoryLog, type MemoryLog } from '../../testing/memory-log.ts';
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

const message = (place: number, type: string, data: Uint8Array): ReceivedMessage => ({
  id: `0197a1c0-0000-7000-8000-00000000010${place}`,
  type: `egov.directory.events.v1.${type}`,
  subject: 'egov.directory.agency.v1',
  aggregateId: WARD,
  revision: place,
  previous: undefined,
  position: BigInt(place),
  time: NOW,
  occurred: NOW,
  correlation: 'c',
  importId: undefined,
  data,
});
const { AgencyEstablished, AgencyRenamed, AgencyDissolved } = directory;
const established = message(
  0,
  'AgencyEstablished',
  AgencyEstablished.encode(AgencyEstablished.fromPartial({ agencyId: WARD, name: 'Hòa Bình' })).finish(),
);
const renamed = message(
  1,
  'AgencyRenamed',
  AgencyRenamed.encode(AgencyRenamed.fromPartial({ agencyId: WARD, name: 'Thống Nhất' })).finish(),
);
const dissolved = message(
  2,
  'AgencyDissolved',
  AgencyDissolved.encode(AgencyDissolved.fromPartial({ agencyId: WARD })).finish(),
);
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
