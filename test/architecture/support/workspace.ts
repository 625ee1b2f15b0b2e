import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const workspace = join(import.meta.dirname, '..', '..', '..');

const grown = new Set(['node_modules', 'gen', '.git', '.tools', '.data', 'coverage']);

/**
 * Every file below `folder`, as paths from the top of the workspace; what is installed or generated is left
 * out.
 */
export function filesBelow(folder: string): string[] {
  return readdirSync(join(workspace, folder), { withFileTypes: true })
    .filter((entry) => !grown.has(entry.name))
    .flatMap((entry) =>
      entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)],
    );
}

/** The names of the folders directly below `folder`. */
export const foldersIn = (folder: string): string[] =>
  readdirSync(join(workspace, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !grown.has(entry.name))
    .map(({ name }) => name);

export const read = (file: string): string => readFileSync(join(workspace, file), 'utf8');

/** The folders in which code of this workspace lives. */
export const codeFolders = ['services', 'infra', 'loadtest', 'test'];

export const codeFiles = (): string[] =>
  codeFolders.flatMap(filesBelow).filter((file) => file.endsWith('.ts'));

/** The services proper: everything below `services/` but the ground they stand on. */
export const services = (): string[] =>
  foldersIn('services').filter(
    (name) => !['chassis', 'dossier-views'].includes(name) && !name.endsWith('-portal'),
  );

/** The portals: pages over the services. */
export const portals = (): string[] => foldersIn('services').filter((name) => name.endsWith('-portal'));
