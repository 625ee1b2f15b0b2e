import { expect, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { documented, nodePrograms } from './support/documented-commands.ts';
import { filesBelow, read, workspace } from './support/workspace.ts';

const commands = documented();
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

test('every script on a page is a script of the workspace', () => {
  const unknown = commands.filter(({ command }) => {
    const [, script] = /^npm (?:run )?([a-z:]+)/u.exec(command) ?? [];
    return script !== undefined && scripts[script] === undefined;
  });
  expect(unknown).toEqual([]);
});

test('every program that a page runs with Node exists', () => {
  const missing = nodePrograms(commands).filter(
    ({ file, from }) => !from.some((folder) => existsSync(join(workspace, folder, file))),
  );
  expect(missing).toEqual([]);
});

const suffixes: Readonly<Record<string, RegExp>> = {
  unit: /(?<!\.(?:int|e2e))\.test\.ts$/u,
  int: /\.int\.test\.ts$/u,
  e2e: /\.e2e\.test\.ts$/u,
};

/** Returns the arguments of an option of jest. */
const given = (command: string, option: string): readonly string[] =>
  (new RegExp(`--${option} ((?:[^-\\s]\\S* ?)+)`, 'u').exec(command)?.[1] ?? '').trim().split(/\s+/u);

test('every selection of tests on a page finds some', () => {
  const tests = ['services', 'infra', 'loadtest', 'test', 'proto'].flatMap(filesBelow);
  const empty = commands
    .filter(({ command }) => command.startsWith('npx jest'))
    .flatMap(({ page, command }) =>
      given(command, 'testPathPatterns').flatMap((pattern) =>
        given(command, 'selectProjects').map((project) => ({ page, project, pattern })),
      ),
    )
    .filter(
      ({ project, pattern }) =>
        !tests.some(
          (file) => suffixes[project]?.test(file) && new RegExp(pattern, 'iu').test(join(workspace, file)),
        ),
    );
  expect(empty).toEqual([]);
});

test('finds the commands of a page, in blocks and in the text', () => {
  expect(commands).toContainEqual({ page: 'README.md', command: 'npm start' });
  expect(commands.length).toBeGreaterThan(60);
  expect(given('npx jest --selectProjects unit int --testPathPatterns a b', 'selectProjects')).toEqual([
    'unit',
    'int',
  ]);
});
