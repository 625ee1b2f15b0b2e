import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { toolsFolder } from '../config.ts';
import { debianProgram, programAtHand, type DebianProgram, type Wanted } from './debian-program.ts';

/** A Chromium that can be run: its program and its environment. */
export type Chromium = DebianProgram;

const wanted: Wanted = {
  called: 'Chromium',
  name: 'chromium',
  program: 'chromium',
  place: 'usr/lib/chromium/chromium',
  mayInstall: true,
};

/**
 * Returns the Chromium of this machine, or the one unpacked below the tools; undefined where there is none
 * yet.
 */
export function chromiumAtHand(): Chromium | undefined {
  const found = programAtHand(wanted);
  return found && withData(found);
}

/** Returns a Chromium, installing Debian's when there is none; throws when that fails. */
export const chromium = async (onInstall?: (line: string) => void): Promise<Chromium> =>
  withData(await debianProgram(wanted, onInstall));

/** An unpacked one needs the paths of its unpacked fonts and data. */
function withData({ program, env }: DebianProgram): Chromium {
  const tree = join(toolsFolder, wanted.name);
  if (!program.startsWith(tree)) return { program, env };
  const fonts = join(tree, 'etc', 'fonts');
  return {
    program,
    env: {
      ...env,
      XDG_DATA_HOME: join(tree, 'usr', 'share'),
      ...(existsSync(join(fonts, 'fonts.conf')) ? { FONTCONFIG_PATH: fonts } : {}),
    },
  };
}
