import { join } from 'node:path';
import { noneKnown } from '../audit/none-known.ts';
import { workspace } from '../config.ts';
import { runToEnd } from '../processes/run-to-end.ts';
import { checkLicences } from './licences/check-licences.ts';
import type { Failure, Outcome, StageContext } from './outcome.ts';

/**
 * A check throws what is wrong. One that returns `not learnt` has noted why, and has neither passed nor
 * failed.
 */
type Check = Readonly<{ name: string; run: (context: StageContext) => Promise<unknown> }>;

const program = (name: string) => join(workspace, 'node_modules', '.bin', name);
const buf = join(workspace, 'proto', 'node_modules', '.bin', 'buf');
const proto = join(workspace, 'proto');

const checks: readonly Check[] = [
  {
    name: 'types (tsc)',
    run: async () =>
      runToEnd({
        what: 'tsc',
        file: program('tsc'),
        args: ['-p', '.', '--noEmit'],
        cwd: workspace,
        shows: 80,
      }),
  },
  {
    name: 'format (oxfmt)',
    run: async () =>
      runToEnd({ what: 'oxfmt', file: program('oxfmt'), args: ['--check', '.'], cwd: workspace, shows: 40 }),
  },
  {
    name: 'lint, cycles and layers (oxlint)',
    run: async () =>
      runToEnd({
        what: 'oxlint',
        file: program('oxlint'),
        args: ['--type-aware', '--quiet'],
        cwd: workspace,
        shows: 200,
      }),
  },
  {
    name: 'contracts (buf lint)',
    run: async () => runToEnd({ what: 'buf lint', file: buf, args: ['lint'], cwd: proto, shows: 80 }),
  },
  { name: 'contracts unbroken (buf breaking)', run: unbrokenContracts },
  { name: 'licences of dependencies', run: checkLicences },
  {
    name: 'known vulnerabilities of what is shipped',
    run: async ({ note }) => noneKnown({ production: true }, note),
  },
];

/** Runs the checks that need no test runner; each counts as one test. */
export async function staticStage(context: StageContext): Promise<Outcome> {
  const failures: Failure[] = [];
  let passed = 0;
  for (const { name, run } of checks) {
    context.signal.throwIfAborted();
    try {
      if ((await run(context)) !== 'not learnt') passed += 1;
    } catch (error) {
      failures.push({ name, detail: error instanceof Error ? error.message : String(error) });
    }
  }
  return { passed, failures };
}

/** Compares the contracts with those of the main branch, if it has any. */
async function unbrokenContracts({ scratch, note }: StageContext): Promise<void> {
  const git = async (...args: string[]) =>
    runToEnd({ what: `git ${args[0]}`, file: 'git', args, cwd: workspace });
  const refs = (
    await git('for-each-ref', '--format=%(refname:short)', 'refs/remotes/origin/main', 'refs/heads/main')
  )
    .split('\n')
    .filter(Boolean);
  const ref = refs.find((each) => each === 'origin/main') ?? refs[0];
  if (ref === undefined || (await git('ls-tree', ref, 'proto/buf.yaml')) === '') {
    note('no earlier contracts to compare with');
    return;
  }
  const archive = join(scratch, 'contracts.tar');
  await git('archive', '--format=tar', `--output=${archive}`, ref, 'proto');
  await runToEnd({
    what: `buf breaking against ${ref}`,
    file: buf,
    args: ['breaking', '--against', `${archive}#subdir=proto`],
    cwd: proto,
    shows: 80,
  });
}
