import { beforeEach, describe, expect, test } from '@jest/globals';
import { DomainError } from '../../domain/mod.ts';
import { continuing } from '../../telemetry/spans.ts';
import type { KeyStore } from '../keys/key-store.ts';
import { memoryKeyStore } from '../keys/memory-key-store.ts';
import { FOREIGN, recordSpans } from '../../telemetry/test-support/recorded-spans.ts';
import type { CommandHandler } from './command-contract.ts';
import { commandHandler } from './command-handler.ts';
import type { EventLog } from './event-log.ts';
import {
  BOX_KEYS,
  type Alarm,
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
import type { EventMetadata } from './stored-event.ts';

let client: InMemoryClient;
let log: EventLog;
let alarms: Alarm[];
let keys: KeyStore;
let boxes: CommandHandler<Box, BoxCommand, BoxEvent>;
const boxesOf = (over: EventLog) =>
  commandHandler<Box, BoxCommand, BoxEvent>(over, {
    category: 'trial_box',
    decider: boxDecider,
    catalogue: boxCatalogue,
  });
const open = (id: string) =>
  boxes.handle({ id, context: call(`open ${id}`), must: { notExist: 'BOX_EXISTS' }, command: openBox });
const put = (id: string, requestId: string, by = boxes) =>
  by.handle({ id, context: call(requestId), must: 'exist', command: putBirthCertificate });

beforeEach(() => {
  client = inMemoryClient();
  alarms = [];
  keys = memoryKeyStore();
  log = boxLog(client, { alarms, keys });
  boxes = boxesOf(log);
});

describe('a common command', () => {
  test('opens a box with one append and no read', async () => {
    expect(await open('a')).toMatchObject({
      id: 'a',
      revision: 0n,
      position: 1n,
      repeated: false,
      state: { phase: 'open', name: 'Nguyễn Thị Lan' },
    });
    expect([client.appends, client.reads]).toEqual([1, 0]);
  });

  test('costs one append and no read once the box is in memory', async () => {
    await open('a');
    expect(await put('a', 'r1')).toMatchObject({ revision: 1n, state: { papers: 1 } });
    expect([client.appends, client.reads]).toEqual([2, 0]);
  });

  test('may make several events, appended together', async () => {
    await open('a');
    const command = { type: 'PutPaper', data: { title: 'photo', also: 'map' } } as const;
    expect(await boxes.handle({ id: 'a', context: call('r1'), command })).toMatchObject({
      revision: 2n,
      events: [{ type: 'PaperPut' }, { data: { title: 'map' } }],
    });
  });

  test('stores who, what and when in the metadata', async () => {
    await boxes.handle({
      id: 'a',
      context: call('r1', {
        causation: 'event-9',
        occurred: '2019-02-01T03:00:00.000Z',
        importId: 'import-1',
      }),
      command: openBox,
    });
    expect(client.log[0]?.metadata).toEqual({
      schema: 1,
      at: NOW,
      occurred: '2019-02-01T03:00:00.000Z',
      actor: { id: 'official', agencyId: 'ward-1' },
      command: 'r1',
      hash: expect.stringMatching(new RegExp(`^hmac:${LAN}:[0-9a-f]{64}$`)),
      correlation: 'trace',
      causation: 'event-9',
      province: 'p01',
      epoch: '1',
      importId: 'import-1',
      chain: '0'.repeat(64),
      key: BOX_KEYS.current.id,
      link: expect.stringMatching(/^[\w-]{43}$/u),
    });
  });

  test('stores the trace of the command if one is recorded, otherwise none', async () => {
    await open('a');
    const recording = recordSpans();
    await continuing(FOREIGN.traceparent, { name: 'put' }, () => put('a', 'r1'));
    const [appending, span] = recording.spans();
    await recording.end();
    expect(appending).toMatchObject({ name: 'append trial_box', parentId: span?.spanId });
    expect(client.log.map(({ metadata }) => (metadata as EventMetadata).traceparent)).toEqual([
      undefined,
      `00-${FOREIGN.traceId}-${span?.spanId}-01`,
    ]);
    expect(Object.keys(client.log[0]?.metadata as EventMetadata)).not.toContain('traceparent');
    await put('a', 'r2');
    expect((await boxesOf(log).read('a')).events.map(({ traceparent }) => traceparent !== undefined)).toEqual(
      [false, true, false],
    );
  });

  test('never records an earlier time than the event before', async () => {
    const times = [NOW, '2026-01-05T01:00:00.000Z', '2026-01-05T03:00:00.000Z'];
    boxes = boxesOf(boxLog(client, { keys, clock: () => times.shift() ?? NOW }));
    await open('a');
    await put('a', 'r1');
    await put('a', 'r2');
    expect((await boxes.read('a')).events.map(({ at }) => at)).toEqual([
      NOW,
      NOW,
      '2026-01-05T03:00:00.000Z',
    ]);
  });

  test('gives the decider the time and actor of the call', async () => {
    const seen: unknown[] = [];
    const decider = {
      ...boxDecider,
      decide: (command: BoxCommand) => {
        seen.push(command.meta);
        return [];
      },
    };
    const handler = commandHandler<Box, BoxCommand, BoxEvent>(log, {
      category: 'trial_box',
      decider,
      catalogue: boxCatalogue,
    });
    await handler.handle({ id: 'a', context: call('r1', { importId: 'i1' }), command: openBox });
    expect(seen).toEqual([
      { requestId: 'r1', actor: { id: 'official', agencyId: 'ward-1' }, occurred: NOW, importId: 'i1' },
    ]);
  });
});

describe('a request sent twice', () => {
  test('returns the first result and appends nothing', async () => {
    await open('a');
    const first = await put('a', 'r1');
    await put('a', 'r2');
    const again = await put('a', 'r1');
    expect(again).toMatchObject({
      revision: first.revision,
      position: first.position,
      state: first.state,
      repeated: true,
      events: [{ type: 'PaperPut' }],
    });
    expect(client.log).toHaveLength(3);
  });

  test('is known by a replica that never saw it', async () => {
    await open('a');
    await put('a', 'r1');
    expect(await put('a', 'r1', boxesOf(boxLog(client, { keys })))).toMatchObject({
      revision: 1n,
      repeated: true,
    });
  });

  test('makes one box, even if both replicas found none', async () => {
    await open('a');
    const elsewhere = boxesOf(boxLog(client, { keys }));
    expect(
      await elsewhere.handle({
        id: 'a',
        context: call('open a'),
        must: { notExist: 'BOX_EXISTS' },
        command: openBox,
      }),
    ).toMatchObject({ revision: 0n, repeated: true });
    expect(client.log).toHaveLength(1);
  });

  test('with another body is refused', async () => {
    await open('a');
    await put('a', 'r1');
    await expect(
      boxes.handle({
        id: 'a',
        context: call('r1', { requestHash: 'another' }),
        command: putBirthCertificate,
      }),
    ).rejects.toMatchObject({ kind: 'exists', reason: 'REQUEST_ID_REUSED' });
  });

  test('is known by its id alone once whom it was about is forgotten', async () => {
    await open('a');
    await keys.forget(LAN);
    const again = (requestHash: string, by = boxes) =>
      by.handle({ id: 'a', context: call('open a', { requestHash }), command: openBox });
    const elsewhere = boxesOf(boxLog(client, { keys }));
    expect(await again('hash of open a')).toMatchObject({ revision: 0n, repeated: true });
    expect(await again('another', elsewhere)).toMatchObject({ revision: 0n, repeated: true });
    expect(client.log).toHaveLength(1);
  });

  test('by two callers is two requests', async () => {
    await open('a');
    await put('a', 'r1');
    expect(
      await boxes.handle({
        id: 'a',
        context: call('r1', { actor: { id: 'citizen' } }),
        command: putBirthCertificate,
      }),
    ).toMatchObject({ revision: 2n, repeated: false });
  });
});

describe('a refusal', () => {
  test('names a box that does not exist', async () => {
    await expect(put('none', 'r1')).rejects.toMatchObject({ kind: 'missing', reason: 'NOT_FOUND' });
  });

  test('names a box that exists already', async () => {
    await open('a');
    await expect(
      boxes.handle({ id: 'a', context: call('r2'), must: { notExist: 'BOX_EXISTS' }, command: openBox }),
    ).rejects.toMatchObject({ kind: 'exists', reason: 'BOX_EXISTS' });
  });

  test('names both revisions if the caller has seen an older one', async () => {
    await open('a');
    await put('a', 'r1');
    await expect(
      boxes.handle({ id: 'a', context: call('r2'), expectedRevision: 0n, command: putBirthCertificate }),
    ).rejects.toMatchObject({
      kind: 'conflict',
      reason: 'REVISION_STALE',
      facts: { expected: 0n, actual: 1n },
    });
  });

  test('by the authorisation takes precedence over a stale revision', async () => {
    await open('a');
    const authorise = ({ office }: Box): void => {
      throw new DomainError('forbidden', 'PERMISSION_MISSING', { office });
    };
    await expect(
      boxes.handle({
        id: 'a',
        context: call('r2'),
        expectedRevision: 7n,
        authorise,
        command: putBirthCertificate,
      }),
    ).rejects.toMatchObject({ reason: 'PERMISSION_MISSING', facts: { office: 'ward-1' } });
  });

  test('from memory counts only once the log was asked', async () => {
    const command = { type: 'CloseBox', data: {} } as const;
    await open('a');
    const elsewhere = boxesOf(boxLog(client, { keys }));
    await elsewhere.handle({ id: 'a', context: call('close'), command });
    expect(client.reads).toBe(1);
    await expect(put('a', 'r1')).rejects.toMatchObject({
      reason: 'BOX_NOT_OPEN',
      facts: { phase: 'closed' },
    });
  });

  test('based on an outdated fold is decided again', async () => {
    await open('a');
    const elsewhere = boxesOf(boxLog(client, { keys }));
    await elsewhere.load('a');
    await put('a', 'r1');
    expect(
      await elsewhere.handle({
        id: 'a',
        context: call('r2'),
        expectedRevision: 1n,
        command: putBirthCertificate,
      }),
    ).toMatchObject({ revision: 2n });
  });

  test('of nothing new returns the current revision', async () => {
    const command = { type: 'CloseBox', data: {} } as const;
    await open('a');
    await boxes.handle({ id: 'a', context: call('r1'), command });
    expect(await boxes.handle({ id: 'a', context: call('r2'), command })).toMatchObject({
      revision: 1n,
      events: [],
      position: 2n,
    });
  });

  test('of a caller who has cancelled appends nothing', async () => {
    await open('a');
    await expect(
      boxes.handle({
        id: 'a',
        context: call('r1', { signal: AbortSignal.abort() }),
        command: putBirthCertificate,
      }),
    ).rejects.toThrow('aborted');
    expect(client.log).toHaveLength(1);
  });
});

describe('a race', () => {
  test('between replicas is decided again on the other’s event', async () => {
    await open('a');
    const elsewhere = boxesOf(boxLog(client, { keys }));
    await put('a', 'r1', elsewhere);
    expect(await put('a', 'r2')).toMatchObject({ revision: 2n, state: { papers: 2 } });
  });

  test('lost three times is reported to the caller', async () => {
    await open('a');
    const elsewhere = boxesOf(boxLog(client, { keys }));
    let rivals = 0;
    client.beforeAppend = async () => {
      const { beforeAppend } = client;
      client.beforeAppend = undefined;
      await put('a', `rival ${(rivals += 1)}`, elsewhere);
      client.beforeAppend = beforeAppend;
    };
    await expect(put('a', 'r1')).rejects.toMatchObject({ kind: 'conflict', reason: 'CONCURRENT_CHANGE' });
    expect(rivals).toBe(3);
  });

  test('inside one process does not happen: commands to one box wait for each other', async () => {
    await open('a');
    const done = await Promise.all(Array.from({ length: 50 }, (_, n) => put('a', `r${n}`)));
    expect(done.map(({ revision }) => revision)).toEqual(Array.from({ length: 50 }, (_, n) => BigInt(n + 1)));
    expect([client.appends, client.reads]).toEqual([51, 0]);
  });
});

describe('the transport', () => {
  test('loses a response: the same bytes are sent again and stored once', async () => {
    client.losesAnswers = 1;
    expect(await open('a')).toMatchObject({ revision: 0n, repeated: false });
    expect([client.appends, client.log.length]).toEqual([2, 1]);
  });

  test('stays down: the call fails, and a later repeat finds what was stored after all', async () => {
    await open('a');
    client.losesAnswers = 5;
    await expect(put('a', 'r1')).rejects.toMatchObject({
      kind: 'unavailable',
      reason: 'EVENT_LOG_UNAVAILABLE',
    });
    expect(await put('a', 'r1')).toMatchObject({ revision: 1n, repeated: true });
  });
});

describe('history', () => {
  beforeEach(async () => {
    const times = [NOW, '2026-01-05T03:00:00.000Z', '2026-01-05T04:00:00.000Z'];
    boxes = boxesOf(boxLog(client, { keys, clock: () => times.shift() ?? NOW, alarms }));
    await open('a');
    await put('a', 'r1');
    await put('a', 'r2');
  });

  test('is read as of a revision and as of an instant', async () => {
    expect(await boxes.read('a', { upTo: { revision: 1n } })).toMatchObject({
      revision: 1n,
      state: { papers: 1 },
    });
    expect(await boxes.read('a', { upTo: { at: '2026-01-05T02:59:59.999Z' } })).toMatchObject({
      revision: 0n,
      state: { papers: 0 },
    });
    expect(await boxes.read('b')).toEqual({ state: boxDecider.initial, revision: -1n, events: [] });
  });

  test('is read by many at once from the log only once, and then only what is new', async () => {
    for (let n = 3; n < 600; n += 1) await put('a', `r${n}`);
    const titles = { initial: 0, evolve: (count: number) => count + 1 };
    const replica = boxesOf(boxLog(client, { keys }));
    const before = client.given;
    const read = await Promise.all(Array.from({ length: 50 }, () => replica.view('a', titles)));
    expect(read).toEqual(Array.from({ length: 50 }, () => ({ view: 600, revision: 599n })));
    expect(client.given - before).toBe(600);
    await put('a', 'last');
    expect(await replica.view('a', titles)).toEqual({ view: 601, revision: 600n });
    expect(client.given - before).toBe(601);
  });

  test('is read by pages of revisions', async () => {
    const revisions = async (from: bigint, count: number) =>
      (await boxes.page('a', { from, count })).map(({ revision }) => revision);
    expect([await revisions(0n, 2), await revisions(2n, 2), await revisions(3n, 2)]).toEqual([
      [0, 1],
      [2],
      [],
    ]);
  });

  test('is loaded as it is now, even if another replica has written since', async () => {
    await put('a', 'r3', boxesOf(boxLog(client, { keys })));
    expect(await boxes.load('a')).toMatchObject({ revision: 3n, state: { papers: 3 } });
  });

  test('that was altered raises the alarm and takes no command', async () => {
    client.log.splice(
      1,
      1,
      ...client.log.slice(1, 2).map((event) => ({ ...event, data: { title: 'forged' } })),
    );
    await expect(put('a', 'r3', boxesOf(boxLog(client, { alarms, keys })))).rejects.toMatchObject({
      kind: 'unavailable',
      reason: 'CHAIN_BROKEN',
      facts: { stream: 'trial_box-a', revision: 1n },
    });
    expect(alarms).toEqual([
      {
        facts: { stream: 'trial_box-a', revision: '1', reason: 'altered' },
        message: expect.stringContaining('broken'),
      },
    ]);
  });

  test('of a newer release takes no command', async () => {
    const older = commandHandler<Box, BoxCommand, BoxEvent>(log, {
      category: 'trial_box',
      decider: boxDecider,
      catalogue: { BoxOpened: { schema: 1 } } as unknown as typeof boxCatalogue,
    });
    await expect(older.load('a')).rejects.toMatchObject({
      kind: 'unavailable',
      reason: 'SCHEMA_UNKNOWN',
      facts: { type: 'PaperPut', schema: 1 },
    });
  });
});

test('a forgotten person is dropped from the memory of every handler', async () => {
  expect(await open('a')).toMatchObject({ state: { name: 'Nguyễn Thị Lan' } });
  expect(JSON.stringify(client.log[0]?.data)).not.toContain('Lan');
  await keys.forget(LAN);
  expect(await put('a', 'r1')).toMatchObject({ state: { name: null, papers: 1 } });
  await expect(open('b')).rejects.toMatchObject({ reason: 'ACCOUNT_CLOSED' });
});
