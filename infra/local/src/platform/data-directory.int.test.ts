import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startEventStore } from '@egov/eventstore-lite';
import { randomUUID } from 'node:crypto';
import { chainKeys, memoryKeyStore, openEventLog, readChainKeys } from '@egov/chassis/runtime';
import { takeDataDirectory } from './data-directory.ts';

let folder: string;
const before = process.umask();
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'egov-data-'));
});
afterAll(() => {
  process.umask(before);
  rmSync(folder, { recursive: true });
});

test('other accounts of the machine read nothing of a platform, nor of what is written there', async () => {
  const path = join(folder, 'data');
  process.umask(0o022);
  const { release, of, sessionKeyFile } = await takeDataDirectory(path);
  mkdirSync(of('procedures'));
  writeFileSync(of('procedures/read-model'), 'names');
  for (const each of [path, of('procedures'), of('procedures/read-model'), sessionKeyFile('staff-portal')])
    expect({ each, others: statSync(each).mode & 0o077 }).toEqual({ each, others: 0 });
  release();
});

test('events that are older than the keys of chains are accepted, and none that are younger', async () => {
  const path = join(folder, 'older');
  const first = await takeDataDirectory(path);
  const store = await startEventStore({ data: first.of('event-log') });
  const log = openEventLog({
    url: store.connectionString,
    service: 'procedures',
    province: 'test',
    keys: memoryKeyStore(),
    chainKeys: await readChainKeys(first.serviceKeys.chainKeysFile('procedures')),
    clock: () => '',
  });
  const events = ['a', 'b', 'c'].map((note) => ({
    id: randomUUID(),
    contentType: 'application/json' as const,
    type: 'Noted',
    data: { note },
    metadata: {} as never,
  }));
  expect(await log.append('procedures_dossier-1', events, -1n)).toBe(3n);
  await log.close();
  await store.close();
  first.release();
  rmSync(first.serviceKeys.chainKeysFile('procedures'));
  const { serviceKeys, release } = await takeDataDirectory(path);
  const read = (name: 'procedures' | 'directory') =>
    chainKeys(readFileSync(serviceKeys.chainKeysFile(name), 'utf8'));
  expect([read('procedures').unkeyedAt(3n), read('procedures').unkeyedAt(4n)]).toEqual([true, false]);
  expect(read('directory').unkeyedAt(1n)).toBe(false);
  release();
});
