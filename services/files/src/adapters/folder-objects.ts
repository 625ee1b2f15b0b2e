import { randomUUID } from 'node:crypto';
import { link, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { Listed, ObjectStore } from '../application/ports.ts';

const NAME = /^[a-z0-9-]+(\/[a-z0-9-]+)*$/;
/** No object's name has a dot. */
const UNFINISHED = '.new';

/** Keeps each object as a file of a folder. */
export function folderObjects(folder: string): ObjectStore {
  const pathOf = (name: string) => {
    if (!NAME.test(name)) throw new TypeError(`${JSON.stringify(name)} is not a name of an object.`);
    return join(folder, name);
  };
  return {
    async put(name, bytes) {
      const path = pathOf(name);
      // Written elsewhere, then linked: a link is atomic, and never overwrites another.
      const unfinished = `${path}.${randomUUID()}${UNFINISHED}`;
      await mkdir(dirname(path), { recursive: true });
      try {
        await writeFile(unfinished, bytes, { flush: true });
        await link(unfinished, path);
        return true;
      } catch (error) {
        if (codeOf(error) === 'EEXIST') return false;
        throw error;
      } finally {
        await rm(unfinished, { force: true });
      }
    },
    get: (name) => ifThere(readFile(pathOf(name))),
    list: (prefix) => listed(folder, pathOf(prefix.replace(/\/$/, ''))),
    remove: (name) => rm(pathOf(name), { force: true }),
  };
}

/** Folder by folder, so that no more than one is in memory. */
async function* listed(folder: string, below: string): AsyncGenerator<Listed> {
  const entries = (await ifThere(readdir(below, { withFileTypes: true }))) ?? [];
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) yield* listed(folder, path);
    if (!entry.isFile() || entry.name.endsWith(UNFINISHED)) continue;
    const found = await ifThere(stat(path));
    if (found) yield { name: relative(folder, path), size: found.size, changedAt: found.mtimeMs };
  }
}

/** Returns `undefined` if there is nothing at the path. */
async function ifThere<Answer>(work: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await work;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code;
