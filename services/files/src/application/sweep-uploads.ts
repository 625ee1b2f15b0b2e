import type { ObjectStore } from './ports.ts';

/** Removes the uploads begun before an instant, in milliseconds; returns how many. Stored files stay. */
export async function sweepUploads(objects: ObjectStore, before: number): Promise<number> {
  const began = new Map<string, number>();
  for await (const { name, changedAt } of objects.list('uploads/')) {
    const upload = name.slice(0, name.lastIndexOf('/') + 1);
    began.set(upload, Math.min(changedAt, began.get(upload) ?? changedAt));
  }
  const old = [...began].filter(([, at]) => at < before).map(([upload]) => upload);
  for (const upload of old) for await (const { name } of objects.list(upload)) await objects.remove(name);
  return old.length;
}
