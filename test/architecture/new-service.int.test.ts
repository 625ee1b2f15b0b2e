import { afterAll, expect, test } from '@jest/globals';
import { workspaceCopy } from './support/workspace-copy.ts';

/** The most lines that may be the same in every service; more of them belong to the chassis. */
const MAX_CEREMONY = 150;

const copy = workspaceCopy();
afterAll(() => copy.close());

test('a new service is one command: it compiles, passes its tests, and has the common shape', async () => {
  const said = await copy.node('infra/toolchain/new-service.mjs', ['registers']);
  expect(Number(/(\d+) lines of them are the same/.exec(said)?.[1])).toBeLessThanOrEqual(MAX_CEREMONY);

  for (const below of ['services/chassis', 'infra/platform', 'proto']) copy.link(below, 'services/registers');
  copy.link('services/registers', 'test');
  const buf = 'proto/node_modules/@bufbuild/buf/bin/buf';
  await copy.node(buf, ['generate'], 'proto');
  await copy.node(buf, ['build', '-o', 'gen/descriptor.binpb'], 'proto');
  await copy.node(buf, ['lint'], 'proto');
  await copy.node('test/contracts/write-command-tables.ts');

  await copy.node('node_modules/typescript/bin/tsc', ['-p', '.', '--noEmit']);
  const own = ['services/registers', 'test/contracts/(events/registers|access)', 'infra/platform'];
  const shape = 'test/architecture/(boundaries|circles|same-shape)';
  await copy.node('node_modules/jest/bin/jest.js', [
    '--selectProjects',
    'unit',
    'int',
    '--testPathPatterns',
    ...own,
    shape,
  ]);
}, 300_000);
