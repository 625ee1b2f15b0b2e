import { join } from 'node:path';

/** The folder of the whole workspace. */
export const workspace = join(import.meta.dirname, '..', '..', '..');

/** Where downloaded and built programs are kept; disposable. */
export const toolsFolder = join(workspace, '.tools');

/** The environment that a child process inherits, with additional variables. */
export const environment = (given: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  ...Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  ),
  ...given,
});
