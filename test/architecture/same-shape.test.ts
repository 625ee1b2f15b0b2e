import { describe, expect, test } from '@jest/globals';
import { eventServiceNames, serviceNames } from '@egov/platform';
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import {
  codeFiles,
  codeFolders,
  filesBelow,
  foldersIn,
  portals,
  read,
  services,
  workspace,
} from './support/workspace.ts';

/** A service of files has nothing to project and nothing to publish. */
const eventFolders = ['projections', 'publish'];
const neededFolders = ['application', 'domain', 'grpc'];
const knownFolders = new Set([...neededFolders, ...eventFolders, 'adapters', 'policies', 'views']);
const headings = (readme: string) => [...readme.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);

test('every service is in the list', () => {
  expect(services().toSorted()).toEqual([...serviceNames].toSorted());
});

describe.each(services())('the service %s', (service) => {
  const source = join('services', service, 'src');

  test('is defined in service.ts, run by main.ts and explained in its README', () => {
    const missing = [
      join(source, 'main.ts'),
      join(source, 'service.ts'),
      join('services', service, 'README.md'),
    ].filter((file) => !existsSync(join(workspace, file)));
    expect(missing).toEqual([]);
  });

  test('has the folders of every service and no others', () => {
    const folders = foldersIn(source);
    expect(folders).toEqual(
      expect.arrayContaining(
        eventServiceNames.some((name) => name === service)
          ? [...neededFolders, ...eventFolders]
          : neededFolders,
      ),
    );
    expect(folders.filter((folder) => !knownFolders.has(folder))).toEqual([]);
  });

  test('groups its use cases by aggregate, as its domain does', () => {
    const aggregates = foldersIn(join(source, 'domain'));
    const groups = foldersIn(join(source, 'application'));
    expect(groups.filter((group) => !aggregates.includes(group))).toEqual([]);
  });

  test('keeps tables, and the questions to them, apart', () => {
    const projections = join(source, 'projections');
    if (!existsSync(join(workspace, projections))) return;
    expect(foldersIn(projections).filter((folder) => folder !== 'test-support')).toEqual([
      'queries',
      'tables',
    ]);
    const loose = filesBelow(projections).filter((file) => dirname(file) === projections);
    expect(loose.filter((file) => !/\/(mod|[a-z-]+\.int\.test)\.ts$/.test(file))).toEqual([]);
  });

  test('answers the same questions in its README as procedures does', () => {
    expect(headings(read(join('services', service, 'README.md')))).toEqual(
      headings(read('services/procedures/README.md')),
    );
  });

  test('holds no logic in main.ts', () => {
    expect(read(join(source, 'main.ts')).split('\n').length).toBeLessThanOrEqual(30);
  });
});

describe.each(portals())('the portal %s', (portal) => {
  const source = join('services', portal, 'src');

  test('is defined in portal.ts, run by main.ts, built pure in app.ts and explained in its README', () => {
    const needed = ['main.ts', 'portal.ts', 'app.ts', 'services.ts', 'features/mod.ts'].map((file) =>
      join(source, file),
    );
    expect(
      [...needed, join('services', portal, 'README.md')].filter((file) => !existsSync(join(workspace, file))),
    ).toEqual([]);
  });

  test('holds no logic in main.ts', () => {
    expect(read(join(source, 'main.ts')).split('\n').length).toBeLessThanOrEqual(30);
  });

  test('has one folder for each feature, with its routes, texts and test', () => {
    const missing = foldersIn(join(source, 'features')).flatMap((feature) =>
      ['routes.ts', 'texts.json', 'routes.test.ts']
        .map((file) => join(source, 'features', feature, file))
        .filter((file) => !existsSync(join(workspace, file))),
    );
    expect(missing).toEqual([]);
  });

  test('has a README with the questions of that of the staff portal', () => {
    expect(headings(read(join('services', portal, 'README.md')))).toEqual(
      headings(read('services/staff-portal/README.md')),
    );
  });

  test('runs no script and sets no style inside a page', () => {
    const templates = filesBelow(source).filter((file) => file.endsWith('.njk'));
    expect(
      templates.filter((file) =>
        /<script(?![^>]*\bsrc=)|\sstyle=|<style|\son\w+=|javascript:|\|\s*safe/.test(read(file)),
      ),
    ).toEqual([]);
  });
});

/** Names given by the layer or by the program, not by what is in the file. */
const givenNames =
  /(?:^|-)(?:mod|main|app|routes|portal|services?|config|reasons|enums|decide|mapping)$|\.test$/;

/** The words of a name, each in its singular, joined: `openRecords` and `open-record` are one. */
const wordsOf = (name: string): string =>
  name
    .replaceAll(/(?<=[a-z0-9])(?=[A-Z])|_/g, '-')
    .toLowerCase()
    .replaceAll(/ies(?=-|$)/g, 'y')
    .replaceAll(/s(?=-|$)/g, '')
    .replaceAll('-', '');

/** Whether one of the exports contains the words of the file's name, where one value is exported. */
function namedAfter(file: string, text: string): boolean {
  const name = basename(file).replace(/(?:\.d|\.fixture)?\.ts$/, '');
  const values = [...text.matchAll(/^export (?:default )?(?:async )?(?:const|function\*?|class) (\w+)/gm)];
  const types = [...text.matchAll(/^export (?:type|interface) (\w+)/gm)];
  if (givenNames.test(name) || /^export [*{]/m.test(text) || values.length !== 1) return true;
  const words = `-${wordsOf(name)}-`.replaceAll('-', '');
  return [...values, ...types].some(([, exported = '']) =>
    wordsOf(exported).replaceAll('-', '').includes(words),
  );
}

const offenders = (found: (file: string) => boolean) => codeFiles().filter(found);

test('every code file is named in kebab-case after what it contains', () => {
  expect(
    offenders(
      (file) =>
        !/^[a-z0-9]+(-[a-z0-9]+)*(\.(d|fixture|property\.test|int\.test|e2e\.test|test))?\.ts$/.test(
          basename(file),
        ),
    ),
  ).toEqual([]);
  expect(offenders((file) => /(^|[-/])(utils?|helpers?|common|managers?|misc)([-./]|$)/.test(file))).toEqual(
    [],
  );
});

test('a constant that limits is named MAX_… or MIN_…, one in milliseconds …_MS', () => {
  const bound = /\bconst \[?(?:\w+, )*(?:MOST|LEAST|LARGEST|SMALLEST|LONGEST|SHORTEST)(?:_[A-Z_]+)?\b/;
  const milliseconds = /\bconst [A-Z_]+_MILLI(?:SECOND)?S\b/;
  expect(offenders((file) => bound.test(read(file)) || milliseconds.test(read(file)))).toEqual([]);
});

test('a file that exports one thing is named after it', () => {
  expect(namedAfter('start/relay.ts', 'export const startRelay = 1;')).toBe(true);
  expect(namedAfter('lives/instants.ts', 'export function column() {}')).toBe(false);
  expect(offenders((file) => !namedAfter(file, read(file)))).toEqual([]);
});

test('no file is longer than one can read: 300 lines, tests 500', () => {
  const contracts = filesBelow('proto').filter((file) => file.endsWith('.proto'));
  const tooLong = (file: string) => read(file).split('\n').length > (file.endsWith('.test.ts') ? 501 : 301);
  expect([...codeFiles(), ...contracts].filter(tooLong)).toEqual([]);
});

test('journeys are in test/ only', () => {
  expect(offenders((file) => file.endsWith('.e2e.test.ts') && !file.startsWith('test/'))).toEqual([]);
});

test('a unit test opens no port and starts no process', () => {
  const opens = /from '(node:)?(net|http|http2|child_process|worker_threads)'|@nats-io\//;
  const unit = (file: string) => file.endsWith('.test.ts') && !/\.(int|e2e)\.test\.ts$/.test(file);
  expect(
    offenders((file) => unit(file) && !file.startsWith('test/architecture/') && opens.test(read(file))),
  ).toEqual([]);
});

test('no test waits for time instead of for a condition', () => {
  expect(
    offenders(
      (file) =>
        file.endsWith('.test.ts') &&
        !file.startsWith('test/architecture/') &&
        /(?<!jest\.)\bsetTimeout\(/.test(read(file)),
    ),
  ).toEqual([]);
});

test('no test has less time than the runner gives it, and no wait less than others', () => {
  const [ofTests, ofWaits] = [180_000, 60_000];
  const bounds = (text: string, pattern: RegExp) =>
    [...text.matchAll(pattern)].map(([, ms = '']) => Number(ms.replaceAll('_', '')));
  const short = (file: string): boolean => {
    const text = read(file);
    const own = bounds(text, /^(?:\}, |jest\.setTimeout\()([\d_]{4,})\);$/gm);
    return own.some((ms) => ms <= ofTests) || bounds(text, /\bwithin: ([\d_]+)/g).some((ms) => ms < ofWaits);
  };
  expect(
    offenders((file) => /\.test\.ts$|\/(test-)?support\//.test(file) && short(file)),
    // What proves that a wait ends.
  ).toEqual(['services/chassis/src/testing/spec-for.test.ts']);
});

test('no test is skipped or run alone', () => {
  const partial = /\b(test|it|describe)\.(only|skip|todo)\b|\b(xtest|xit|fit|xdescribe|fdescribe)\(/;
  expect(offenders((file) => !file.startsWith('test/architecture/') && partial.test(read(file)))).toEqual([]);
});

test('code has no banner, no licence header and no note of unfinished work', () => {
  const clutter = /^\s*(\/\/|\*)\s*[=\-*#]{4,}|\b(TODO|FIXME|XXX)\b|SPDX-License|@ts-(ignore|nocheck)/m;
  expect(offenders((file) => !file.startsWith('test/architecture/') && clutter.test(read(file)))).toEqual([]);
});

test('nothing names a folder or a host of a developer’s machine', () => {
  const local = /(["'`\s(=])\/(work|root|home\/[a-z]+)\//;
  const texts = [...codeFolders, 'proto']
    .flatMap(filesBelow)
    .filter(
      (file) =>
        /\.(ts|mjs|json|md|proto|ya?ml|conf|sh)$/.test(file) && !file.startsWith('test/architecture/'),
    );
  expect(texts.filter((file) => local.test(read(file)))).toEqual([]);
});
