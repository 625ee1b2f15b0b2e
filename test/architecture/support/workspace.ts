import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const workspace = join(import.meta.dirname, '..', '..', '..');

const grown = new Set(['node_modules', 'gen', '.git', '.tools', '.data', 'coverage']);

/**
 * Returns every file below `folder`, as paths from the top of the workspace, without installed and generated
 * ones.
 */
export function filesBelow(folder: string): string[] {
  return readdirSync(join(workspace, folder), { withFileTypes: true })
    .filter((entry) => !grown.has(entry.name))
    .flatMap((entry) =>
      entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)],
    );
}

/** Returns the names of the folders directly below `folder`. */
export const foldersIn = (folder: string): string[] =>
  readdirSync(join(workspace, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !grown.has(entry.name))
    .map(({ name }) => name);

export const read = (file: string): string => readFileSync(join(workspace, file), 'utf8');

/** The folders with code of this workspace. */
export const codeFolders = ['services', 'infra', 'loadtest', 'test'];

export const codeFiles = (): string[] =>
  codeFolders.flatMap(filesBelow).filter((file) => file.endsWith('.ts'));

/** The services themselves: everything below `services/` but shared packages and portals. */
export const services = (): string[] =>
  foldersIn('services').filter(
    (name) => !['chassis', 'dossier-views'].includes(name) && !name.endsWith('-portal'),
  );

/** The portals. */
export const portals = (): string[] => foldersIn('services').filter((name) => name.endsWith('-portal'));
