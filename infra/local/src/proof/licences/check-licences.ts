import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { workspace } from '../../config.ts';
import { runToEnd } from '../../processes/run-to-end.ts';
import { judgeGoTools, judgePackages } from './judge-licences.ts';
import { npmPackages } from './npm-packages.ts';
import { readPolicy } from './policy.ts';

/** Throws an error with one line for each npm package and Go tool whose licence is not allowed. */
export async function checkLicences(): Promise<void> {
  const policy = readPolicy();
  const listed = await runToEnd({
    what: 'Listing the licences of packages',
    file: 'pnpm',
    args: ['--recursive', '--config.pmOnFail=ignore', 'licenses', 'list', '--json'],
    cwd: workspace,
  });
  const lockfile: unknown = parse(readFileSync(join(workspace, 'pnpm-lock.yaml'), 'utf8'));
  const folders = readdirSync(join(workspace, 'infra', 'tools'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  const complaints = [
    ...judgePackages(policy, npmPackages(JSON.parse(listed), lockfile)),
    ...judgeGoTools(policy, folders),
  ];
  if (complaints.length > 0) throw new Error(complaints.join('\n'));
}
