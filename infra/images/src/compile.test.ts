import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { compile, compilePackage } from './compile.ts';

test('types become blanks, so that a stack trace names the lines of the source', () => {
  expect(
    compile('const one: number = 1;\nthrow new Error(`${one satisfies number}`);')
      .split('\n')
      .map((line) => line.trimEnd()),
  ).toEqual(['const one         = 1;', 'throw new Error(`${one                 }`);']);
});

test('modules, workers and later imports get their compiled names; other texts stay', () => {
  expect(
    compile(
      "import { a } from './a.ts';\nnew URL('./worker.ts', import.meta.url);\n" +
        "await import('../b.ts');\nconst say = 'read main.ts';",
    ),
  ).toBe(
    "import { a } from './a.js';\nnew URL('./worker.js', import.meta.url);\n" +
      "await import('../b.js');\nconst say = 'read main.ts';",
  );
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'egov-compile-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a package keeps what it runs on and nothing of its tests', () => {
  mkdirSync(join(folder, 'src', 'testing'), { recursive: true });
  for (const [file, text] of Object.entries({
    'package.json': '{"name":"@egov/x","exports":{".":"./src/mod.ts","./data":"./data.json"}}',
    'data.json': '{}',
    'src/mod.ts': 'export const x: string = "x";',
    'src/mod.test.ts': '',
    'src/testing/fake.ts': '',
    'src/texts.json': '{}',
  }))
    writeFileSync(join(folder, file), text);
  compilePackage(folder);
  expect(readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted()).toEqual([
    'data.json',
    'package.json',
    'src',
    'src/mod.js',
    'src/testing',
    'src/texts.json',
  ]);
  expect(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))).toEqual({
    name: '@egov/x',
    exports: { '.': './src/mod.js', './data': './data.json' },
  });
});
