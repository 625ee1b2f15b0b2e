import { expect, test } from '@jest/globals';
import { dirname, join } from 'node:path';
import { importsOf } from './support/imports.ts';
import { codeFolders } from './support/workspace.ts';

type Graph = ReadonlyMap<string, readonly string[]>;

/** The files of the workspace, each with those it imports, be it for a type alone. */
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

/** The first way from a file back to itself that is found from each start; every file is walked once. */
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

test('no two files need each other, not even for a type: the linter sees values only', () => {
  expect(circlesIn(graph)).toEqual([]);
});

test('a circle is found, however long, and a way that only meets itself is none', () => {
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
