import { PersonServiceDefinition } from '@egov/proto/egov/person/v1/person_service';
import { afterEach, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { DomainError } from '../../domain/mod.ts';
import { callersFor, everyRpc, failureOf, memoryLog, testVerifier } from '../../testing/mod.ts';
import { createGrpcServer } from '../grpc/grpc-server.ts';
import { forgetAgain } from '../keys/forget-again.ts';
import type { StoredEvent } from '../event-log/stored-event.ts';
import { silentLogger } from '../logger/logger.ts';
import type { HeldRecords } from './list-held.ts';
import { personHandlers } from './person-handlers.ts';

const LAN = '0197c1a0-0000-7000-8000-00000000ca11';
const HOA = '0197c1a0-0000-7000-8000-00000000ca12';
const VIET_TRI = '5b2b2f7e-0000-4000-8000-000000000227';
const forgotten = { personId: LAN, reason: 'Luật 91/2025/QH15' };

const owner = async (personId: string): Promise<string> => {
  if (personId !== LAN && personId !== HOA) throw new DomainError('missing', 'NOT_FOUND');
  return VIET_TRI;
};

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

const NAMED = { PaperNamed: { schema: 1, sealed: { name: 'personId' } } } as const;
const paper = (personId: string, id: string, revision: number) =>
  ({
    type: 'PaperNamed',
    at: '2026-07-06T02:15:00.000Z',
    aggregateId: id,
    revision,
    data: { personId, name: `${id}/${revision}` },
  }) as unknown as StoredEvent;
/** Lan has one record of one event, Hoa three: of none, of many and of one event. */
const papers: HeldRecords = {
  name: 'paper',
  catalogue: NAMED,
  of: async (personId) => (personId === HOA ? ['none', 'many', 'one'] : ['lan']),
  page: async (id, { from, count }) =>
    Array.from({ length: { none: 0, many: 250 }[id] ?? 1 }, (_, revision) =>
      paper(id === 'lan' ? LAN : HOA, id, revision),
    ).slice(Number(from), Number(from) + count),
};

/** A service that holds data of one person; `owner` as a service gives it. */
const holding = (owned: Readonly<{ owner?: typeof owner }>) => async () => {
  const memory = memoryLog('trial');
  await memory.keys.keyFor(LAN);
  const server = createGrpcServer({
    name: 'trial',
    services: [personHandlers(memory.log, { ...owned, held: papers })],
    verifier: testVerifier,
    logger: silentLogger,
  });
  const url = `grpc://127.0.0.1:${await server.listen('127.0.0.1', 0)}`;
  const callers = callersFor(PersonServiceDefinition, url);
  open.push(async () => {
    callers.close();
    await server.drain();
  });
  return {
    url,
    memory,
    as: callers.as,
    eventCount: () => memory.stored.length,
    close: () => Promise.resolve(),
  };
};

const rows = (agency: string) => ({
  listPersonData: { request: { personId: LAN }, agency },
  forgetPerson: { request: forgotten, altered: { reason: 'Khác' }, agency },
});

test.each([
  ...everyRpc(holding({ owner }), PersonServiceDefinition, rows(VIET_TRI)),
  ...everyRpc(holding({}), PersonServiceDefinition, rows('*')),
])('%s', (_name, run) => run());

const everywhere = { permissions: ['person.read', 'person.forget'], agencies: ['*'] };

test('what is held is listed by pages, each thing once, and a page of somebody else is refused', async () => {
  const world = await holding({ owner })();
  const values: string[] = [];
  const sizes: number[] = [];
  let pageToken: string | undefined;
  do {
    const page = await world.as(everywhere).listPersonData({ personId: HOA, pageToken });
    values.push(...page.data.map(({ value }) => value));
    sizes.push(page.data.length);
    pageToken = page.nextPageToken;
  } while (pageToken !== undefined);
  expect(sizes).toEqual([99, 100, 52]);
  expect([new Set(values).size, values[0], values.at(-1)]).toEqual([251, 'many/0', 'one/0']);
  const foreign = world.as(everywhere).listPersonData({ personId: HOA, pageToken: 'bm9uZQ' });
  expect((await failureOf(foreign)).reason).toBe('PAGE_TOKEN_INVALID');
});

test('forgetting destroys the key and records the fact, once, in a stream of the service', async () => {
  const world = await holding({ owner })();
  const first = await world.as(everywhere).forgetPerson({ requestId: randomUUID(), ...forgotten });
  expect(await world.memory.keys.find([LAN])).toEqual(new Map());
  const again = await world.as(everywhere).forgetPerson({ requestId: randomUUID(), ...forgotten });
  expect([first.revision, again]).toEqual([0n, first]);
  expect(world.memory.stored.map(({ streamId, type, data }) => [streamId, type, data])).toEqual([
    [`trial_person-${LAN}`, 'PersonForgotten', forgotten],
  ]);
});

test('an unknown person is neither forgotten nor listed', async () => {
  const world = await holding({ owner })();
  const personId = randomUUID();
  const calls = [
    world.as(everywhere).forgetPerson({ requestId: randomUUID(), ...forgotten, personId }),
    world.as(everywhere).listPersonData({ personId }),
  ];
  for (const call of calls) expect((await failureOf(call)).reason).toBe('NOT_FOUND');
  expect(world.eventCount()).toBe(0);
});

test('a caller who may not forget destroys no key', async () => {
  const world = await holding({})();
  const stranger = world.as({ permissions: ['person.forget'], agencies: [VIET_TRI] });
  await failureOf(stranger.forgetPerson({ requestId: randomUUID(), ...forgotten }));
  expect((await world.memory.keys.find([LAN])).size).toBe(1);
});

test('a key that a restored backup brings back is destroyed again', async () => {
  const { keys } = memoryLog('trial');
  await keys.keyFor(LAN);
  expect(await forgetAgain({ forgotten: [LAN], keys })).toBe(1);
  expect(await keys.find([LAN])).toEqual(new Map());
  expect(await forgetAgain({ forgotten: [LAN], keys })).toBe(0);
});
