import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { delimiter, join } from 'node:path';
import { environment, toolsFolder } from '../config.ts';
import { runToEnd } from '../processes/run-to-end.ts';

/** A program of Debian's that can be run: its path and its environment. */
export type DebianProgram = Readonly<{ program: string; env: Readonly<Record<string, string>> }>;

/** Which program. */
export type Wanted = Readonly<{
  /** Its name for people. */
  called: string;
  /** Its package in Debian. */
  name: string;
  /** The program's name on PATH, and its path in the package. */
  program: string;
  place: string;
  /**
   * Whether root may install it on the machine; otherwise it is always unpacked below the tools, where its
   * services are not started.
   */
  mayInstall: boolean;
}>;

const missing = 'this machine has no apt to install it.';
const treeOf = ({ name }: Wanted): string => join(toolsFolder, name);

/**
 * Returns the program of this machine, or the one unpacked below the tools; undefined where there is none
 * yet.
 */
export function programAtHand(wanted: Wanted): DebianProgram | undefined {
  for (const folder of (environment().PATH ?? '').split(delimiter)) {
    const program = join(folder, wanted.program);
    if (folder !== '' && isProgram(program)) return { program, env: {} };
  }
  const tree = treeOf(wanted);
  return existsSync(tree)
    ? { program: join(tree, wanted.place), env: { LD_LIBRARY_PATH: librariesBelow(tree) } }
    : undefined;
}

/**
 * Returns the program, installing Debian's when there is none: by root where that is allowed, else unpacked
 * below `.tools` with the dependencies that the machine lacks. Throws when that fails.
 */
export async function debianProgram(
  wanted: Wanted,
  onInstall: (line: string) => void = () => undefined,
): Promise<DebianProgram> {
  const found = programAtHand(wanted);
  if (found !== undefined) return found;
  onInstall(`Installing ${wanted.called} (once) ...`);
  try {
    await (wanted.mayInstall && process.getuid?.() === 0 ? install(wanted) : unpack(wanted));
  } catch (error) {
    const [why = ''] = (error as Error).message.split('\n');
    throw new Error(
      `${wanted.called} is required; there is none on PATH and Debian’s could not be installed: ` +
        `${why} Install it, then run this again.`,
      { cause: error },
    );
  }
  const installed = programAtHand(wanted);
  if (installed === undefined)
    throw new Error(
      `Debian’s package ${wanted.name} was installed, but there is still no ${wanted.program} on PATH.`,
    );
  return installed;
}

async function install({ name }: Wanted): Promise<void> {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await runToEnd({ what: 'apt-get update', file: 'apt-get', args: ['-q', 'update'], env, missing });
  await runToEnd({
    what: `Installing Debian’s package ${name}`,
    file: 'apt-get',
    args: ['-q', 'install', '-y', '--no-install-recommends', name],
    env,
    missing,
  });
}

/**
 * Works without root: apt keeps its lists in our own folder, names what is missing, and each package is
 * unpacked there.
 */
async function unpack(wanted: Wanted): Promise<void> {
  const { name } = wanted;
  mkdirSync(toolsFolder, { recursive: true });
  const scratch = mkdtempSync(join(toolsFolder, `${name}-apt-`));
  try {
    for (const folder of ['lists', 'cache', 'packages', 'tree']) mkdirSync(join(scratch, folder));
    const ours = [
      '-q',
      '-o',
      `Dir::State::Lists=${join(scratch, 'lists')}`,
      '-o',
      `Dir::Cache=${join(scratch, 'cache')}`,
    ];
    await runToEnd({ what: 'apt-get update', file: 'apt-get', args: [...ours, 'update'], missing });
    const plan = await runToEnd({
      what: `Asking apt what ${wanted.called} needs`,
      file: 'apt-get',
      args: [...ours, '--simulate', '--no-install-recommends', 'install', name],
    });
    const packages = [...plan.matchAll(/^Inst (\S+)/gm)].map(([, one = '']) => one);
    await runToEnd({
      what: `Downloading Debian’s package ${name}`,
      file: 'apt-get',
      args: [...ours, 'download', ...packages],
      cwd: join(scratch, 'packages'),
    });
    for (const file of readdirSync(join(scratch, 'packages'))) {
      await runToEnd({
        what: `Unpacking ${file}`,
        file: 'dpkg',
        args: ['-x', join(scratch, 'packages', file), join(scratch, 'tree')],
      });
    }
    // Another process may have been quicker; its result is the same.
    if (!existsSync(treeOf(wanted))) renameSync(join(scratch, 'tree'), treeOf(wanted));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function librariesBelow(tree: string): string {
  const lib = join(tree, 'usr', 'lib');
  const own = (existsSync(lib) ? readdirSync(lib) : [])
    .filter((name) => name.includes('-linux-gnu'))
    .flatMap((name) => [join(lib, name), join(tree, 'lib', name)]);
  return [...own, ...(environment().LD_LIBRARY_PATH ?? '').split(delimiter)].filter(Boolean).join(delimiter);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    // Missing, or not executable by us.
    return false;
  }
}
