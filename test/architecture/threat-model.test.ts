import { expect, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { read, workspace } from './support/workspace.ts';

const page = 'docs/threat-model.md';
/** Rows of the tables of attacks, each with the cell of its tests. */
const rows = read(page)
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .filter((cells) => cells.length === 5 && cells[3] !== 'test' && !/^-+$/u.test(cells[1] ?? ''))
  .filter(([, attack]) => attack !== '')
  .map(([, attack = '', , tests = '']) => ({ attack, tests }));
const attacks = rows.slice(rows.findIndex(({ attack }) => attack.startsWith('forged forms')));

test('there are attacks', () => {
  expect(attacks.length).toBeGreaterThan(15);
});

test.each(attacks)('a test exists that holds off: $attack', ({ tests }) => {
  const named = [...tests.matchAll(/\]\(([^)]+)\)/gu)].map(([, path = '']) => path);
  expect(named).not.toEqual([]);
  expect(named.filter((path) => !path.endsWith('.test.ts'))).toEqual([]);
  expect(named.filter((path) => !existsSync(join(workspace, page, '..', path)))).toEqual([]);
});
