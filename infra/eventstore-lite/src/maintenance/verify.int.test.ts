import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { EventStoreDBClient } from '@eventstore/db-client';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { startEventStore, verify } from '../index.ts';
import { CHAIN_START, firstLayoutLink } from '../storage/chain.ts';
import { openStore } from '../storage/store.ts';
import { events } from '../testing/store-for-test.ts';

const folder = mkdtempSync(join(tmpdir(), 'eventstore-lite-'));
let data: string;
let count = 0;

/** A log of two dossiers with three events each; the second one's are the last of the log. */
async function written(): Promise<string> {
  const place = join(folder, String((count += 1)));
  const store = await startEventStore({ data: place });
  const client = EventStoreDBClient.connectionString(store.connectionString);
  for (const stream of ['dossier-1', 'dossier-2']) await client.appendToStream(stream, events(3));
  await client.dispose();
  await store.close();
  return place;
}

/** Changes the file of a log that nothing uses. */
function alter(sql: string, place = data): void {
  const db = new DatabaseSync(join(place, 'events.db'));
  db.exec(sql);
  db.close();
}

async function scavenged(place: string): Promise<void> {
  const store = await openStore({ folder: place, projections: false }, (error) => {
    throw error;
  });
  await store.ask({ kind: 'scavenge', id: 'night', account: 'ops' });
  await store.close();
}

const idOf = "(SELECT id FROM streams WHERE name = 'dossier-1')";

beforeAll(async () => {
  expect(verify(await written())).toMatchObject({ findings: [], hidden: [] });
});
beforeEach(async () => {
  data = await written();
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  [
    'marked as tombstoned',
    "UPDATE streams SET tombstoned = 1 WHERE name = 'dossier-1'",
    'the stream is marked as tombstoned, but nobody has tombstoned it',
  ],
  [
    'truncated',
    "UPDATE streams SET truncate_before = 2 WHERE name = 'dossier-1'",
    'truncateBefore of the stream is 2, but its metadata says null',
  ],
  [
    'limited to its last event',
    "UPDATE streams SET max_count = 1 WHERE name = 'dossier-1'",
    'maxCount of the stream is 1, but its metadata says null',
  ],
  [
    'limited to a second',
    "UPDATE streams SET max_age = 1 WHERE name = 'dossier-1'",
    'maxAge of the stream is 1, but its metadata says null',
  ],
  [
    'opened to everybody',
    `UPDATE streams SET acl = '{"$w":"$all"}' WHERE name = 'dossier-1'`,
    `acl of the stream is ${JSON.stringify('{"$w":"$all"}')}, but its metadata says null`,
  ],
])('a stream that was %s behind the store is found', (_how, sql, what) => {
  alter(sql);
  expect(verify(data).findings).toEqual([{ what, stream: 'dossier-1' }]);
});

test('an emptied record is found, even with the digest of what it held', () => {
  alter(`UPDATE events SET format = 2, type = '', id = zeroblob(16), metadata = x'', data = x''
    WHERE stream = ${idOf} AND revision = 2`);
  const place = { stream: 'dossier-1', revision: 2, position: 3 };
  expect(verify(data).findings).toEqual([
    { what: 'the record is not as it was written', ...place },
    { what: 'the record is empty, but no scavenge says that it removed it', ...place },
  ]);
});

test('a log that was emptied is found', () => {
  alter('DELETE FROM events; DELETE FROM streams');
  expect(verify(data).findings).toEqual([{ what: 'the log ends at 0, but was written to 6', position: 0 }]);
});

test('what was hidden by the means of the protocol is told, with who did it and when', async () => {
  const store = await startEventStore({ data });
  const client = EventStoreDBClient.connectionString(store.connectionString);
  await client.setStreamMetadata('dossier-1', { truncateBefore: 2 });
  await client.tombstoneStream('dossier-2');
  await client.appendToStream('dossier-3', events(1));
  await client.deleteStream('dossier-3');
  await client.dispose();
  await store.close();
  const at = expect.stringMatching(/^20\d\d-.*Z$/u);
  const told = [
    { what: 'events before revision 2 are hidden', stream: 'dossier-1', account: '', at, position: 7 },
    { what: 'the stream was tombstoned', stream: 'dossier-2', account: '', at, position: 8 },
    { what: 'the stream was deleted', stream: 'dossier-3', account: '', at, position: 10 },
  ];
  expect(verify(data)).toMatchObject({ findings: [], hidden: told });
  await scavenged(data);
  const removed = [
    { what: 'revisions 0 to 1 were removed by a scavenge', stream: 'dossier-1', account: 'ops', at },
    { what: 'revisions 0 to 2 were removed by a scavenge', stream: 'dossier-2', account: 'ops', at },
  ];
  expect(verify(data)).toMatchObject({ findings: [], hidden: [...told, ...removed] });
});

test('the chain covers what a scavenge removed, and the record of the scavenge', async () => {
  const store = await startEventStore({ data });
  const client = EventStoreDBClient.connectionString(store.connectionString);
  await client.setStreamMetadata('dossier-1', { truncateBefore: 2 });
  await client.dispose();
  await store.close();
  await scavenged(data);
  expect(verify(data).findings).toEqual([]);
  alter(`UPDATE events SET data = zeroblob(32) WHERE stream = ${idOf} AND revision = 1`);
  expect(verify(data).findings).toEqual([
    { what: 'the record is not as it was written', stream: 'dossier-1', revision: 1, position: 2 },
  ]);
  alter(`UPDATE events SET data = CAST(replace(CAST(data AS TEXT), '[[0,1]]', '[[1,1]]') AS BLOB)
    WHERE type = '$scavengeEventsRemoved'`);
  expect(verify(data).findings).toContainEqual({
    what: 'the record is empty, but no scavenge says that it removed it',
    stream: 'dossier-1',
    revision: 0,
    position: 1,
  });
});

/** Makes the file as the first layout had it, without accounts. */
function asInFirstLayout(place: string): void {
  const db = new DatabaseSync(join(place, 'events.db'));
  const rows = db
    .prepare('SELECT e.*, s.name FROM events e JOIN streams s ON s.id = e.stream ORDER BY position')
    .all();
  let chain: Uint8Array = CHAIN_START;
  for (const row of rows) {
    chain = firstLayoutLink(chain, { ...row, stream: String(row.name) } as never);
    db.prepare('UPDATE events SET chain = ? WHERE position = ?').run(chain, Number(row.position));
  }
  db.prepare("UPDATE facts SET value = ? WHERE name = 'tail'").run(
    `${rows.length} ${Buffer.from(chain).toString('hex')}`,
  );
  db.exec('ALTER TABLE events DROP COLUMN account; PRAGMA user_version = 1');
  db.close();
}

test('a log of the first layout is verified, is continued, and stays verifiable', async () => {
  asInFirstLayout(data);
  expect(verify(data)).toMatchObject({ events: 6, findings: [], hidden: [] });
  const store = await startEventStore({ data });
  const client = EventStoreDBClient.connectionString(store.connectionString);
  await client.appendToStream('dossier-2', events(1));
  await client.setStreamMetadata('dossier-1', { truncateBefore: 1 });
  await client.dispose();
  await store.close();
  await scavenged(data);
  expect(verify(data).findings).toEqual([]);
  alter("UPDATE events SET type = 'Forged' WHERE position = 2");
  expect(verify(data).findings).toEqual([
    { what: 'the record is not as it was written', stream: 'dossier-1', revision: 1, position: 2 },
  ]);
});
