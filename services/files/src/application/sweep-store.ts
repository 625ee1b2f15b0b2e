import { filesIn, GOING, NAMED, type FileUses } from './file-uses.ts';
import type { ObjectStore } from './ports.ts';

/** Instants in milliseconds: what began or was stored before is removed. */
export type Before = Readonly<{ unfinished: number; waiting: number }>;

/** What a sweep removed, and how many bytes the store holds. */
export type Swept = Readonly<{ uploads: number; files: number; bytes: number }>;

/**
 * Removes uploads that were never finished, and after a longer time finished ones with the files that no
 * record has named by then.
 */
export async function sweepStore(objects: ObjectStore, uses: FileUses, before: Before): Promise<Swept> {
  const uploads = await sweepUploads(objects, before);
  let files = 0;
  let { bytes } = uploads;
  for await (const file of filesIn(objects, 'files/')) {
    bytes += file.bytes;
    const { owner, digest, objects: parts } = file;
    const isRecent = !parts.has(GOING) && Math.max(...parts.values()) >= before.waiting;
    if (parts.has(NAMED) || isRecent) continue;
    if (!(await uses.collect(owner, digest, before.waiting))) continue;
    files += 1;
    bytes -= file.bytes;
  }
  return { uploads: uploads.count, files, bytes };
}

type Seen = { began: number; isFinished: boolean };

async function sweepUploads(
  objects: ObjectStore,
  before: Before,
): Promise<Readonly<{ count: number; bytes: number }>> {
  const seen = new Map<string, Seen>();
  let bytes = 0;
  for await (const { name, size, changedAt } of objects.list('uploads/')) {
    bytes += size;
    const end = name.lastIndexOf('/') + 1;
    const upload = seen.get(name.slice(0, end)) ?? { began: changedAt, isFinished: false };
    upload.began = Math.min(changedAt, upload.began);
    upload.isFinished ||= name.slice(end) === 'kept';
    seen.set(name.slice(0, end), upload);
  }
  const old = [...seen].filter(
    ([, { began, isFinished }]) => began < (isFinished ? before.waiting : before.unfinished),
  );
  for (const [upload] of old)
    for await (const { name, size } of objects.list(upload)) {
      await objects.remove(name);
      bytes -= size;
    }
  return { count: old.length, bytes };
}
