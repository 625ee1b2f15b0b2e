import { expect, test } from '@jest/globals';
import { dirname, join } from 'node:path';
import { importsOf } from './support/imports.ts';
import { codeFolders } from './support/workspace.ts';

type Graph = ReadonlyMap<string, readonly string[]>;

/** The files of the workspace, each with the files that it imports, even for a type alone. */
const graph: Graph = new Map(
  Object.entries(Object.groupBy([...codeFolders, 'proto'].flatMap(importsOf), ({ file }) => file)).map(
    ([file, imports = []]) => [
      file,
      imports
        .filter(({ specifier }) => specifier.startsWith('.'))
        .map(({ specifier }) => join(dirname(file), specifier)),
    ],
  ),
);

/** Returns the first path found from a file back to itself; every file is visited once. */
function circlesIn(files: Graph): readonly string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const walk = (file: string, way: readonly string[]): void => {
    const seen = way.indexOf(file);
    if (seen !== -1) found.push([...way.slice(seen), file].join(' → '));
    if (seen !== -1 || done.has(file)) return;
    for (const next of files.get(file) ?? []) walk(next, [...way, file]);
    done.add(file);
  };
  for (const file of files.keys()) walk(file, []);
  return found;
}

test('no two files import each other, not even for a type, which the linter does not see', () => {
  expect(circlesIn(graph)).toEqual([]);
});

test('a circle of any length is found, and two paths that only meet are not one', () => {
  const ways: Graph = new Map([
    ['a', ['b', 'c']],
    ['b', ['d']],
    ['c', ['d']],
    ['d', ['e']],
    ['e', []],
  ]);
  expect(circlesIn(ways)).toEqual([]);
  expect(circlesIn(new Map([...ways, ['e', ['b']]]))).toEqual(['b → d → e → b']);
});
