import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { queryPool } from './query-pool.ts';
import type { QueryPool } from './queries.ts';

const MODULE = new URL('./test-support/telling-read-models.ts', import.meta.url);
const open: QueryPool[] = [];
let dataDir: string;

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'joined-'));
  for (const name of ['one', 'other']) new DatabaseSync(join(dataDir, `${name}.sqlite`)).close();
});
afterEach(() => Promise.all(open.splice(0).map((each) => each.close())));
afterAll(() => rmSync(dataDir, { recursive: true }));

const pool = (name: string): QueryPool => {
  const made = queryPool({ module: MODULE, dataDir, name });
  open.push(made);
  return made;
};
const threadOf = (asked: QueryPool, slow = false): Promise<number> => asked.query('thread', {}, { slow });

test('services of one process share the threads of their lanes, and close one by one', async () => {
  const [one, other] = [pool('one'), pool('other')];
  const quick = await threadOf(one);
  expect(await threadOf(other)).toBe(quick);
  expect(await threadOf(other, true)).not.toBe(quick);
  await one.close();
  expect(await threadOf(other)).toBe(quick);
});

test('the thread ends when the last part closes; a later one starts another', async () => {
  const one = pool('one');
  const before = await threadOf(one);
  await one.close();
  const other = pool('other');
  expect(await threadOf(other)).not.toBe(before);
});
