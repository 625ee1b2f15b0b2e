import { randomBytes, randomUUID } from 'node:crypto';
import { cp, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { backup, startEventStore, verify } from '@egov/eventstore-lite';
import { memoryKeyStore, openEventLog, readChainKeys, verifyAllChains } from '@egov/chassis/runtime';
import { failureOf } from '@egov/chassis/testing';
import { act, dossierInWork, finish } from '../support/lives.ts';
import {
  cutLastEvent,
  inLogFile,
  relinkLog,
  relinkStream,
  reword,
  rowsOf,
  type Row,
} from '../support/log-file.ts';
import { withOneStopCentre } from '../support/one-stop-centre.ts';
import { startPlatform, type Clients, type Platform } from '../support/platform.ts';
import { storedEvents } from '../support/stored-events.ts';

let platform: Platform;
let clients: Clients;
let sound: string;
let altered: string;
let unfollowed: string;
/** A copy of the log from before anybody touched it. */
let untouched: string;

beforeAll(async () => {
  platform = await startPlatform();
  clients = await withOneStopCentre(platform);
  sound = await dossierInWork(clients);
  altered = await dossierInWork(clients, {}, 'official-2');
  await finish(platform, altered);
  unfollowed = await dossierInWork(clients, {}, 'official-3');
  untouched = join(platform.folder, 'untouched');
  await backup(join(platform.folder, 'log'), untouched);
});
afterAll(async () => {
  await platform.close();
});

type Named = Readonly<{ stream: string; revision: bigint }>;

/** Changes one bit of an event in the log's file while nothing uses it; the record stays readable JSON. */
async function alterByte({ stream, revision }: Named, text: string): Promise<void> {
  const file = join(platform.folder, 'log', 'events.db');
  const db = new DatabaseSync(file, { readOnly: true });
  const row = db
    .prepare(
      'SELECT data FROM events JOIN streams ON streams.id = events.stream WHERE name = ? AND revision = ?',
    )
    .get(stream, revision);
  db.close();
  const data = Buffer.from(row?.['data'] as Uint8Array);
  const content = await readFile(file);
  const offset = content.indexOf(data) + data.indexOf(text) + text.length - 1;
  expect(content.subarray(offset - text.length + 1, offset + 1).toString()).toBe(text);
  const handle = await open(file, 'r+');
  await handle.write(Buffer.of((content[offset] ?? 0) ^ 1), 0, 1, offset);
  await handle.close();
}

const handedOver = async (dossierId: string): Promise<Named> => {
  const event = (await storedEvents(platform, 'procedures_dossier')).find(
    ({ stream, type }) => stream.endsWith(dossierId) && type === 'DossierHandedOver',
  );
  if (event === undefined) throw new RangeError(`Dossier ${dossierId} was never handed over.`);
  return { stream: event.stream, revision: event.revision };
};

/** Does something to a fresh copy of the log, and returns what the log and the service find in it. */
async function foundAfter(act: (db: DatabaseSync, named: Named) => void) {
  const copy = join(platform.folder, randomUUID());
  await cp(untouched, copy, { recursive: true });
  const named = await handedOver(altered);
  inLogFile(copy, (db) => act(db, named));
  const { findings } = verify(copy);
  const store = await startEventStore({ data: copy });
  const log = await procedures(store.connectionString);
  const { breaks } = await verifyAllChains(log);
  await log.close();
  await store.close();
  return { named, findings, breaks };
}

const procedures = async (url: string) =>
  openEventLog({
    url,
    service: 'procedures',
    province: 'test',
    keys: memoryKeyStore(),
    chainKeys: await readChainKeys(platform.chainKeysFile('procedures')),
    clock: () => new Date().toISOString(),
  });

const rowOf = (db: DatabaseSync, { stream, revision }: Named): Row => {
  const row = rowsOf(db, stream)[Number(revision)];
  if (row === undefined) throw new RangeError(`${stream} has no event ${revision}.`);
  return row;
};

test('an untouched copy has no findings', async () => {
  expect(await foundAfter(() => undefined)).toMatchObject({ findings: [], breaks: [] });
});

test('content changed and the chain of the log made anew: the link of the service tells', async () => {
  const { named, findings, breaks } = await foundAfter((db, event) => {
    reword(db, rowOf(db, event), 'official-2', 'official-9');
    relinkLog(db);
  });
  expect([findings, breaks]).toEqual([[], [{ ...named, reason: 'altered' }]]);
});

test('content changed and every link made anew: without the key they prove nothing', async () => {
  const { named, findings, breaks } = await foundAfter((db, event) => {
    reword(db, rowOf(db, event), 'official-2', 'official-9');
    relinkStream(db, event.stream);
    relinkLog(db);
  });
  expect([findings, breaks]).toEqual([[], [{ stream: named.stream, revision: 0n, reason: 'unkeyed' }]]);
});

test('an event appended by whoever reaches the log: it has no link of the service', async () => {
  const { named, findings, breaks } = await foundAfter((db, event) => {
    const rows = rowsOf(db, event.stream);
    const [first, last] = [rowOf(db, event), rows.at(-1)];
    const { position, stream, format, created, metadata, data, account } = first;
    const insert = `INSERT INTO events SELECT max(position) + 1, ?, ?, ?, 'ResultReleased', ?, ?, ?, ?, ?, ?
      FROM events WHERE ? > 0`;
    const [revision, id, chain] = [(last?.revision ?? 0) + 1, randomBytes(16), Buffer.alloc(32)];
    db.prepare(insert).run(stream, revision, id, format, created, metadata, data, chain, account, position);
    db.prepare('UPDATE streams SET last = ? WHERE id = ?').run(revision, stream);
    relinkLog(db);
  });
  expect(findings).toEqual([]);
  expect(breaks).toMatchObject([{ stream: named.stream, reason: 'altered' }]);
});

test.each([
  ['emptied', "UPDATE events SET format = 2, data = x'' WHERE stream = ? AND revision = 2"],
  ['tombstoned', 'UPDATE streams SET tombstoned = 1 WHERE id = ?'],
  ['truncated', 'UPDATE streams SET truncate_before = 2 WHERE id = ?'],
])('a stream that was %s behind the log: the log tells', async (_how, sql) => {
  const { named, findings } = await foundAfter((db, event) => {
    db.prepare(sql).run(rowOf(db, event).stream);
    relinkLog(db);
  });
  expect(findings).toMatchObject([{ stream: named.stream }]);
});

test('one changed byte of the log is reported by stream and revision; the stream is not read', async () => {
  const named = await handedOver(altered);
  expect(named.revision).toBeGreaterThan(0n);
  await platform.services.procedures.stop();
  await platform.eventStore.stop();
  await alterByte(named, 'official-2');
  await platform.eventStore.start();
  await platform.services.procedures.start();

  const patient = platform.as(undefined, { retries: 20 }).procedures.dossierQueries;
  expect((await patient.getDossier({ dossierId: sound })).dossier?.holderOfficialId).toBe('minh');
  const { dossierQueries: queries, solving } = platform.as(undefined, { retries: 0 }).procedures;
  const facts = { stream: named.stream, revision: String(named.revision) };
  const broken = { codeName: 'UNAVAILABLE', reason: 'CHAIN_BROKEN', facts };
  expect(await failureOf(queries.getDossier({ dossierId: altered }))).toMatchObject(broken);
  expect(await failureOf(queries.listDossierTimeline({ dossierId: altered }))).toMatchObject(broken);
  expect(await failureOf(queries.getControlSheet({ dossierId: altered }))).toMatchObject(broken);
  expect(await failureOf(solving.completeStep({ ...act(altered), stepId: 'examine' }))).toMatchObject(broken);

  const log = await procedures(platform.eventStore.now().urlOf('procedures'));
  expect((await verifyAllChains(log)).breaks).toMatchObject([named]);
  await log.close();
});

test('the log itself finds a change while it runs, even in the last byte of a record', async () => {
  const first = await handedOver(altered);
  const last = await handedOver(unfollowed);
  await platform.services.procedures.stop();
  await platform.eventStore.stop();
  await alterByte(last, 'official-3');
  await platform.eventStore.start();

  const { findings } = verify(join(platform.folder, 'log'));
  const named = findings.map(({ stream, revision }) => ({ stream, revision: BigInt(revision ?? -1) }));
  for (const event of [first, last]) expect(named).toContainEqual(event);
  expect(named.filter(({ stream }) => stream?.endsWith(sound))).toEqual([]);
});

test('the last event cut off without a trace in the log: the service misses it', async () => {
  const log = join(platform.folder, 'log');
  await platform.eventStore.stop();
  inLogFile(log, cutLastEvent);
  expect(verify(log).findings).toEqual([]);
  await platform.eventStore.start();
  await platform.services.procedures.start();
  expect(await readFile(join(platform.folder, 'procedures', 'procedures.log'), 'utf8')).toContain(
    'an event that was projected is no longer at its place: the log was cut, or restored',
  );
});
