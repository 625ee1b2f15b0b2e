import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { eventually } from '../../testing/eventually.ts';
import { dumpReadModel } from '../../testing/read-model-dump.ts';
import { newChainKeys } from '../event-log/chain-keys.ts';
import { noChainKeysYetIn } from '../event-log/test-support/chain-keys.ts';
import { type EventStore, startEventStore } from '../event-log/test-support/event-store.ts';
import { silentLogger } from '../logger/logger.ts';
import { type Projector, startProjector } from './projector.ts';
import { type QueryPool, typedQueries } from './queries.ts';
import { queryPool } from './query-pool.ts';
import { lendingDesk } from './test-support/lending-desk.ts';
import type { LendingQueries } from './test-support/lending-read-models.ts';

const moduleOf = (name: string) => new URL(`./test-support/${name}.ts`, import.meta.url);
const LENDING = moduleOf('lending-read-models');

let log: EventStore;
let desk: ReturnType<typeof lendingDesk>;
let dataDir: string;
let running: (Projector | QueryPool)[];
let alarms: string[];
const logger = {
  ...silentLogger,
  error: (_facts: unknown, message?: string) => void alarms.push(message ?? ''),
};

/** Waits for a position as long as a busy machine may need, but where a test is about the wait itself. */
const projecting = async (
  options: { module?: URL; folder?: string; longestWaitMs?: number; chainKeysFile?: string } = {},
): Promise<Projector> => {
  const projector = await startProjector({
    module: options.module ?? LENDING,
    eventStoreUrl: log.url,
    dataDir: options.folder ?? dataDir,
    chainKeysFile: options.chainKeysFile ?? noChainKeysYetIn(dataDir),
    logger,
    name: 'lending',
    longestWaitMs: options.longestWaitMs ?? 60_000,
  });
  running.push(projector);
  return projector;
};
const asking = () => {
  const pool = queryPool({ module: LENDING, dataDir, name: 'lending' });
  running.push(pool);
  return typedQueries<LendingQueries>(pool);
};
const stop = async (each: Projector | QueryPool): Promise<void> => {
  running = running.filter((other) => other !== each);
  await ('stop' in each ? each.stop() : each.close());
};
const dump = (folder = dataDir) => dumpReadModel(join(folder, 'lending.sqlite'));
const rebuilt = async () => {
  const folder = join(dataDir, `rebuild-${randomUUID()}`);
  const projector = await projecting({ folder });
  await projector.caughtUp;
  await stop(projector);
  return dump(folder);
};

beforeAll(async () => {
  log = await startEventStore();
  desk = lendingDesk(log.url);
});
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'read-model-'));
  running = [];
  alarms = [];
});
afterEach(async () => {
  for (const each of running) await stop(each);
  rmSync(dataDir, { recursive: true });
});
afterAll(async () => {
  await desk.close();
  await log.stop();
  log.remove();
});

test('a caller reads its own write at once', async () => {
  const projector = await projecting();
  await projector.caughtUp;
  const ask = asking();
  const id = randomUUID();
  await desk.lend(id);
  const minPosition = await desk.extend(id);
  expect(await ask.loan({ id }, { minPosition })).toMatchObject({ id, days: 21, returned: 0, revision: 1 });
  expect(projector.position()).toBeGreaterThanOrEqual(minPosition);
  // It is measured once a second, perhaps just before the event was applied.
  await eventually(() => projector.lag().seconds === 0);
});

test('a position not reached in time is reported with the time to retry after', async () => {
  const projector = await projecting({ longestWaitMs: 200 });
  await projector.caughtUp;
  const ask = asking();
  await expect(ask.counts({}, { minPosition: projector.position() + 1_000_000n })).rejects.toMatchObject({
    kind: 'unavailable',
    reason: 'PROJECTION_BEHIND',
    facts: { retryAfterMs: 250 },
  });
});

test('a caller that cancels waits no longer', async () => {
  const projector = await projecting();
  const going = AbortSignal.abort(new Error('gone'));
  await expect(projector.waitFor(projector.position() + 1_000_000n, going)).rejects.toThrow('gone');
});

test('a refusal leaves the query thread with its reason, a bug with its message', async () => {
  await (
    await projecting()
  ).caughtUp;
  const ask = asking();
  await expect(ask.loan({ id: 'none' })).rejects.toMatchObject({
    kind: 'missing',
    reason: 'LOAN_NOT_FOUND',
    facts: { id: 'none' },
  });
  await expect(ask.broken({})).rejects.toThrow(/no such table/);
});

test('a report in the slow lane holds up no other query', async () => {
  await (
    await projecting()
  ).caughtUp;
  const ask = asking();
  // Both lanes have their threads before anything is timed.
  await Promise.all([ask.report({ rows: 1 }, { slow: true }), ask.counts({})]);
  const ended: string[] = [];
  const report = ask.report({ rows: 3_000_000 }, { slow: true }).then(() => ended.push('report'));
  await ask.counts({}).then(() => ended.push('counts'));
  await report;
  expect(ended).toEqual(['counts', 'report']);
});

test('a query that exhausts memory ends its thread, not the service', async () => {
  await (
    await projecting()
  ).caughtUp;
  const ask = asking();
  await expect(ask.hoard({})).rejects.toMatchObject({ kind: 'unavailable', reason: 'QUERY_THREAD_LOST' });
  expect(await ask.search({ text: 'nothing' })).toEqual([]);
});

test('events missed while the event log was down are projected when it is back', async () => {
  const projector = await projecting();
  await projector.caughtUp;
  const ask = asking();
  await log.kill();
  await eventually(() => projector.lag().seconds > 0);
  await log.start();
  const id = randomUUID();
  const position = await eventually(() => desk.lend(id));
  await eventually(() => projector.position() >= position);
  expect(await ask.loan({ id })).toMatchObject({ days: 14 });
});

test('a new table version is filled from the first event, then the old one is dropped', async () => {
  const former = await projecting();
  await desk.extend(await lentLoan());
  await former.caughtUp;
  await stop(former);
  const next = await projecting({ module: moduleOf('lending-read-models-next') });
  await next.caughtUp;
  await stop(next);
  const { loan_v2: loans, loan_count_v1: counts, ...others } = dump();
  const fresh = await rebuilt();
  expect(loans?.rows).toBe(fresh['loan_v1']?.rows);
  expect(counts).toEqual(fresh['loan_count_v1']);
  expect(Object.keys(others)).toEqual([]);
});

test('a read model of another log is rebuilt', async () => {
  const projector = await projecting();
  const position = await desk.lend(randomUUID());
  await projector.waitFor(position);
  await stop(projector);
  const file = new DatabaseSync(join(dataDir, 'lending.sqlite'));
  file.exec(`UPDATE _projections SET event_id = '${randomUUID()}'; DELETE FROM loan_count_v1`);
  file.close();
  await (
    await projecting()
  ).caughtUp;
  expect(alarms).toContain(
    'an event that was projected is no longer at its place: the log was cut, or restored',
  );
  expect(dump()).toEqual(await rebuilt());
});

test('an event that no key of the service proves is reported and not projected', async () => {
  const chainKeysFile = join(dataDir, 'keyed.json');
  writeFileSync(chainKeysFile, JSON.stringify(newChainKeys()));
  const projector = await projecting({ chainKeysFile });
  const id = await lentLoan();
  await projector.waitFor(await desk.extend(id));
  await expect(asking().loan({ id })).rejects.toMatchObject({ reason: 'LOAN_NOT_FOUND' });
  expect(alarms).toContain('an event is not as this service writes them, and is not projected');
});

test('a projection that fails on a known event stops before it and reports where', async () => {
  const before = await desk.giveBack(await lentLoan());
  const projector = await projecting({ module: moduleOf('strict-read-models') });
  const failure = new Promise<Error>((resolve) => {
    projector.onFailure(resolve);
  });
  expect(await failure).toMatchObject({
    message: 'PROJECTION_FAILED',
    cause: { message: 'nobody thought of this' },
  });
  await expect(projector.caughtUp).rejects.toThrow('PROJECTION_FAILED');
  expect(projector.position()).toBeLessThan(before);
});

test('an unknown type is skipped', async () => {
  const projector = await projecting();
  const id = await lentLoan();
  await desk.append(id, { type: 'BookEatenByDog', data: {} });
  await projector.waitFor(await desk.extend(id));
  expect(await asking().loan({ id })).toMatchObject({ days: 21 });
});

test('a rebuild replaces the file in use while queries go on', async () => {
  const projector = await projecting();
  await projector.caughtUp;
  const ask = asking();
  const id = await lentLoan();
  const rebuilding = projector.rebuild();
  let over = false;
  void rebuilding.then(() => {
    over = true;
  });
  while (!over) await ask.counts({});
  await rebuilding;
  expect(await ask.loan({ id }, { minPosition: await desk.extend(id) })).toMatchObject({ days: 21 });
  expect(readdirSync(dataDir).filter((name) => name.includes('next'))).toEqual([]);
  expect(dump()).toEqual(await rebuilt());
});

test("a forgotten reader's name is in no file of the read model, nor its folded form", async () => {
  const projector = await projecting();
  const ask = asking();
  const [readerId, id] = [randomUUID(), randomUUID()];
  const minPosition = await desk.lend(id, { name: 'Vũ Quỳnh Zưởng', readerId });
  expect(await ask.search({ text: 'quynh zuong' }, { minPosition })).toEqual([id]);
  await projector.waitFor(await desk.forget(readerId));
  expect(await ask.search({ text: 'quynh zuong' })).toEqual([]);
  const bytes = (): string =>
    readdirSync(dataDir)
      .map((name) => readFileSync(join(dataDir, name)).toString('latin1'))
      .join('');
  const forms = ['Zưởng', 'Zưởng'.normalize('NFD')].map((name) => Buffer.from(name).toString('latin1'));
  await eventually(() => [...forms, 'zuong'].every((form) => !bytes().includes(form)));
});

test('a projector killed between batches continues as if nothing had happened', async () => {
  for (let kills = 0; kills < 4; kills += 1) {
    await desk.busyDays(1_000);
    const script = moduleOf('projecting-process').pathname;
    const killed = spawn(process.execPath, [script, log.url, dataDir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const lines of killed.stdout) if (/moved|caught up/.test(String(lines))) break;
    killed.kill('SIGKILL');
    await once(killed, 'exit');
  }
  await (
    await projecting()
  ).caughtUp;
  expect(dump()).toEqual(await rebuilt());
});

const lentLoan = async (): Promise<string> => {
  const id = randomUUID();
  await desk.lend(id);
  return id;
};
