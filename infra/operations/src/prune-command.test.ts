import { mkdirSync, mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { oldRuns } from './prune-command.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'egov-prune-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const made = (name: string, day: number): void => {
  mkdirSync(join(folder, name));
  utimesSync(join(folder, name), new Date(2026, 0, day), new Date(2026, 0, day));
};

test('the newest runs stay, older ones are deleted, and other folders are left alone', () => {
  for (const [name, day] of [
    ['backup-3', 3],
    ['backup-1', 1],
    ['backup-now', 4],
    ['backup-2', 2],
    ['lost+found', 0],
  ] as const)
    made(name, day);
  expect(oldRuns(folder, 2)).toEqual(['backup-2', 'backup-1']);
  expect(oldRuns(folder, 9)).toEqual([]);
});

test('a folder that is not there is named', () => {
  expect(() => oldRuns(join(folder, 'none'), 2)).toThrow(`There is no folder ${join(folder, 'none')}.`);
});
