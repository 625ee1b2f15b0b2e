import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { environment, toolsFolder } from '../config.ts';
import { runToEnd } from '../processes/run-to-end.ts';

/** A Chromium that can be run: its program and what it needs in its environment. */
export type Chromium = Readonly<{ program: string; env: Readonly<Record<string, string>> }>;

const missing = 'this machine has no apt to get it with.';
const unpacked = join(toolsFolder, 'chromium');

/** The Chromium of this machine, or the one unpacked below the tools; undefined where there is none yet. */
export function chromiumAtHand(): Chromium | undefined {
  for (const folder of (environment().PATH ?? '').split(delimiter)) {
    const program = join(folder, 'chromium');
    if (folder !== '' && isProgram(program)) return { program, env: {} };
  }
  return existsSync(unpacked) ? unpackedBelow(unpacked) : undefined;
}

/**
 * Answers a Chromium, getting Debian's when there is none: installed by root, else unpacked below `.tools` with whatever it needs that the
 * machine does not have. Throws one line when it cannot be had.
 */
export async function chromium(onInstall: (line: string) => void = () => undefined): Promise<Chromium> {
  const found = chromiumAtHand();
  if (found !== undefined) return found;
  onInstall('Installing Chromium (once) ...');
  try {
    await (process.getuid?.() === 0 ? install() : unpack());
  } catch (error) {
    const [why = ''] = (error as Error).message.split('\n');
    throw new Error(`Chromium is needed to see pages as a browser does; there is none on PATH and Debian’s could not be had: ${why} Install Chromium, then run this again.`, { cause: error });
  }
  const installed = chromiumAtHand();
  if (installed === undefined) throw new Error('Debian’s package chromium was installed, and still there is no chromium on PATH.');
  return installed;
}

async function install(): Promise<void> {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await runToEnd({ what: 'apt-get update', file: 'apt-get', args: ['-q', 'update'], env, missing });
  await runToEnd({ what: 'Installing Debian’s package chromium', file: 'apt-get', args: ['-q', 'install', '-y', '--no-install-recommends', 'chromium'], env, missing });
}

/** Without rights over the machine: apt keeps its lists in a folder of ours, says what is missing, and each package is unpacked there. */
async function unpack(): Promise<void> {
  mkdirSync(toolsFolder, { recursive: true });
  const scratch = mkdtempSync(join(toolsFolder, 'chromium-apt-'));
  try {
    for (const folder of ['lists', 'cache', 'packages', 'tree']) mkdirSync(join(scratch, folder));
    const ours = ['-q', '-o', `Dir::State::Lists=${join(scratch, 'lists')}`, '-o', `Dir::Cache=${join(scratch, 'cache')}`];
    await runToEnd({ what: 'apt-get update', file: 'apt-get', args: [...ours, 'update'], missing });
    const plan = await runToEnd({ what: 'Asking apt what Chromium needs', file: 'apt-get', args: [...ours, '--simulate', '--no-install-recommends', 'install', 'chromium'] });
    const packages = [...plan.matchAll(/^Inst (\S+)/gm)].map(([, name = '']) => name);
    await runToEnd({ what: 'Downloading Debian’s package chromium', file: 'apt-get', args: [...ours, 'download', ...packages], cwd: join(scratch, 'packages') });
    for (const file of readdirSync(join(scratch, 'packages'))) {
      await runToEnd({ what: `Unpacking ${file}`, file: 'dpkg', args: ['-x', join(scratch, 'packages', file), join(scratch, 'tree')] });
    }
    renameSync(join(scratch, 'tree'), unpacked);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function unpackedBelow(tree: string): Chromium {
  const libraries = readdirSync(join(tree, 'usr', 'lib')).filter((name) => name.includes('-linux-gnu')).flatMap((name) => [join(tree, 'usr', 'lib', name), join(tree, 'lib', name)]);
  const fonts = join(tree, 'etc', 'fonts');
  return {
    program: join(tree, 'usr', 'lib', 'chromium', 'chromium'),
    env: {
      LD_LIBRARY_PATH: [...libraries, ...(environment().LD_LIBRARY_PATH ?? '').split(delimiter)].filter(Boolean).join(delimiter),
      XDG_DATA_HOME: join(tree, 'usr', 'share'), ...(existsSync(join(fonts, 'fonts.conf')) ? { FONTCONFIG_PATH: fonts } : {}),
    },
  };
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    // Not there, or not for us to run.
    return false;
  }
}
