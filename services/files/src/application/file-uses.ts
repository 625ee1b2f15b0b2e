import type { ObjectStore } from './ports.ts';

export const NAMED = 'named';
export const GOING = 'going';
const ABOUT = 'about';
const EMPTY = Buffer.alloc(0);

/**
 * Which files are named by a record of another service, and so are kept for good; all others are collected
 * some time after their upload. Marks are objects beside the file's own. Whoever names a file sets a mark and
 * then looks for that of whoever collects it, and the other way round: so one of both, or each, sees the
 * other, whatever process they are in.
 */
export function fileUses(objects: ObjectStore) {
  const at = (owner: string, digest: string, place: string) => `files/${owner}/${digest}/${place}`;
  const has = async (name: string): Promise<boolean> => (await objects.get(name)) !== undefined;
  return {
    isNamed: (owner: string, digest: string): Promise<boolean> => has(at(owner, digest, NAMED)),
    isGoing: (owner: string, digest: string): Promise<boolean> => has(at(owner, digest, GOING)),
    setNamed: async (owner: string, digest: string): Promise<void> => {
      await objects.put(at(owner, digest, NAMED), EMPTY);
    },
    /**
     * Removes a file that no record names, if it was stored before an instant in milliseconds; an interrupted
     * removal is continued by the next. Returns whether it is gone.
     */
    async collect(owner: string, digest: string, before = Infinity): Promise<boolean> {
      const going = at(owner, digest, GOING);
      await objects.put(going, EMPTY);
      const found: string[] = [];
      let isKept = await has(at(owner, digest, NAMED));
      for await (const { name, changedAt } of objects.list(`files/${owner}/${digest}/`)) {
        if (name !== going) found.push(name);
        if (name.endsWith(`/${ABOUT}`) && changedAt >= before) isKept = true;
      }
      if (!isKept) {
        // First: without it there is no file.
        await objects.remove(at(owner, digest, ABOUT));
        for (const name of found) await objects.remove(name);
      }
      await objects.remove(going);
      return !isKept;
    },
    /** The bytes of a person's uploads and files: those that no record names yet, and all. */
    async bytesOf(owner: string): Promise<Readonly<{ waiting: number; all: number }>> {
      let waiting = 0;
      let all = 0;
      for await (const { size } of objects.list(`uploads/${owner}/`)) waiting += size;
      for await (const { objects: parts, bytes } of filesIn(objects, `files/${owner}/`)) {
        all += bytes;
        if (!parts.has(NAMED)) waiting += bytes;
      }
      return { waiting, all };
    },
  };
}

export type FileUses = ReturnType<typeof fileUses>;

/** A file in the store as a list shows it: its objects by their places, with the time of each. */
export type ListedFile = Readonly<{
  owner: string;
  digest: string;
  objects: ReadonlyMap<string, number>;
  bytes: number;
}>;

/** Lists files below a prefix, one in memory at a time: a store lists the objects of a folder in one go. */
export async function* filesIn(objects: ObjectStore, prefix: string): AsyncGenerator<ListedFile> {
  let current: { owner: string; digest: string; objects: Map<string, number>; bytes: number } | undefined;
  for await (const { name, size, changedAt } of objects.list(prefix)) {
    const [, owner = '', digest = '', place = ''] = name.split('/');
    if (current?.owner !== owner || current.digest !== digest) {
      if (current !== undefined) yield current;
      current = { owner, digest, objects: new Map(), bytes: 0 };
    }
    current.objects.set(place, changedAt);
    current.bytes += size;
  }
  if (current !== undefined) yield current;
}
