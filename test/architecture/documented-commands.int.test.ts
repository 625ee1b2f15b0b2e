import { expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { documented, nodePrograms } from './support/documented-commands.ts';
import { read, workspace } from './support/workspace.ts';

/** The programs behind the scripts of the workspace, and those that pages run with Node directly. */
const programs = new Set([
  ...[
    ...read('infra/toolchain/bootstrap.mjs').matchAll(
      /'([\w/-]+\/main\.ts|infra\/local\/src\/[\w-]+\.ts)'/gu,
    ),
  ].map(([, file = '']) => file),
  ...nodePrograms(documented()).flatMap(({ file, from }) =>
    from.map((folder) => join(folder, file)).filter((path) => existsSync(join(workspace, path))),
  ),
]);

// Programs that write pages or renders for the tests take no options.
const withOptions = [...programs].filter((file) => !file.startsWith('test/'));

test.each(withOptions)('%s prints its usage', (file) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [file, '--help'], {
    cwd: workspace,
    encoding: 'utf8',
    timeout: 120_000,
  });
  expect({ status, stderr, says: stdout.length > 40 }).toEqual({ status: 0, stderr: '', says: true });
});
