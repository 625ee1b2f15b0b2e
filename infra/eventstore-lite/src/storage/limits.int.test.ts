import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeEach, expect, test } from '@jest/globals';
import { EXPECTED, FORMAT, metastreamOf } from './records.ts';
import { openStore, type Store } from './store.ts';

const folder = mkdtempSync(join(tmpdir(), 'eventstore-lite-'));
let store: Store;

const open = async (): Promise<void> => {
  store = await openStore({ folder, projections: false }, (error) => {
    throw error;
  });
};
beforeEach(open);
afterEach(() => store.close());
afterAll(() => rmSync(folder, { recursive: true }));

const write = (stream: string, ...data: readonly string[]) =>
  store.write({
    kind: 'append',
    stream,
    expected: EXPECTED.any,
    account: '',
    events: data.map((text) => ({
      id: randomBytes(16),
      type: 'DossierReceived',
      format: FORMAT.json,
      data: Buffer.from(text),
      metadata: Buffer.alloc(0),
    })),
  });

function read(stream: string): string[] {
  const window = store.reader.window(stream);
  return window === undefined
    ? []
    : store.reader
        .streamForwards(stream, store.reader.firstVisible(stream, window), window.to, 100)
        .map(({ data }) => Buffer.from(data).toString());
}

test.each(['{"$maxCount":0}', '{"$maxAge":0}', '{"$maxAge":0.5}', '{"$maxCount":1.0}', '{"$tb":1e2}'])(
  'metadata without an effect, %s, hides nothing, and a scavenge leaves everything',
  async (metadata) => {
    const stream = `dossier-${metadata}`;
    await write(stream, '1', '2', '3');
    await write(metastreamOf(stream), metadata);
    expect(read(stream)).toEqual(['1', '2', '3']);
    await store.ask({ kind: 'scavenge', id: 'one', account: '' });
    await write(metastreamOf(stream), '{}');
    expect(read(stream)).toEqual(['1', '2', '3']);
  },
);

test.each([
  ['{"$tb":9}', ['3']],
  ['{"$maxCount":2}', ['2', '3']],
])('a scavenge by %s leaves the last event, as the real server does', async (metadata, left) => {
  const stream = `dossier-${metadata}`;
  await write(stream, '1', '2', '3');
  await write(metastreamOf(stream), metadata);
  await store.ask({ kind: 'scavenge', id: 'one', account: '' });
  await write(metastreamOf(stream), '{}');
  expect(read(stream).slice(-left.length)).toEqual(left);
  expect(read(stream).join('')).toBe(left.join(''));
});

test('a file whose limits were read in another way is read again', async () => {
  await write('dossier-old', '1', '2', '3');
  await write(metastreamOf('dossier-old'), '{"$maxCount":0}');
  await store.close();
  const db = new DatabaseSync(join(folder, 'events.db'));
  db.exec(
    "UPDATE streams SET max_count = 0 WHERE name = 'dossier-old'; DELETE FROM facts WHERE name = 'limits'",
  );
  db.close();
  await open();
  expect(read('dossier-old')).toEqual(['1', '2', '3']);
});
