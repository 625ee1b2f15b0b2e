import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
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
  const { release, of } = await takeDataDirectory(path);
  mkdirSync(of('procedures'));
  writeFileSync(of('procedures/read-model'), 'names');
  for (const each of [path, of('procedures'), of('procedures/read-model'), of('session.key')])
    expect({ each, others: statSync(each).mode & 0o077 }).toEqual({ each, others: 0 });
  release();
});
