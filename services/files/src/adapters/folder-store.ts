import { createHash, randomUUID } from 'node:crypto';
import {
  appendFile,
  link,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FileStore, KeptFile, Upload } from '../application/ports.ts';

/**
 * Keeps files in a folder under the SHA-256 of their content, and uploads in a folder of their owner: the
 * parts, and a JSON beside. One process writes it.
 */
export function folderStore(folder: string): FileStore {
  const ownersFolder = (owner: string) =>
    join(folder, 'uploads', createHash('sha256').update(owner).digest('hex'));
  const recordOf = ({ owner, id }: Pick<Upload, 'owner' | 'id'>) => join(ownersFolder(owner), `${id}.json`);
  const partOf = ({ owner, id }: Upload) => join(ownersFolder(owner), `${id}.part`);
  const contentOf = (digest: string) => join(folder, 'files', digest.slice(0, 2), digest);
  const about = (digest: string) => `${contentOf(digest)}.json`;
  const alone = queues();
  const discard = async (upload: Upload) => {
    await rm(partOf(upload), { force: true });
    await rm(recordOf(upload), { force: true });
  };

  return {
    alone,
    discard,
    async begin(upload) {
      await mkdir(ownersFolder(upload.owner), { recursive: true });
      await appendFile(partOf(upload), '');
      await writeJson(recordOf(upload), upload);
    },
    find: (owner, id) => readJson<Upload>(recordOf({ owner, id })),
    held: async (upload) => (await stat(partOf(upload))).size,
    append: (upload, chunk) => appendFile(partOf(upload), chunk),
    pathOf: partOf,
    async keep(upload, kept) {
      await alone(`file ${kept.digest}`, async () => {
        await mkdir(dirname(contentOf(kept.digest)), { recursive: true });
        await flush(partOf(upload));
        await ifNot('EEXIST', link(partOf(upload), contentOf(kept.digest)));
        const known = await readJson<KeptFile>(about(kept.digest));
        await writeJson(about(kept.digest), {
          mediaType: kept.mediaType,
          size: kept.size,
          names: { ...known?.names, [upload.owner]: upload.fileName },
        });
      });
      await writeJson(recordOf(upload), { ...upload, kept });
      await rm(partOf(upload), { force: true });
    },
    unfinished: async (owner) =>
      ((await ifNot('ENOENT', readdir(ownersFolder(owner)))) ?? []).filter((name) => name.endsWith('.part'))
        .length,
    findFile: (digest) => readJson<KeptFile>(about(digest)),
    async read(digest, offset, length) {
      const file = await open(contentOf(digest));
      try {
        const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, offset);
        return buffer.subarray(0, bytesRead);
      } finally {
        await file.close();
      }
    },
    async sweep(before) {
      const names = (await ifNot('ENOENT', readdir(join(folder, 'uploads'), { recursive: true }))) ?? [];
      let count = 0;
      for (const name of names.filter((each) => each.endsWith('.json'))) {
        const upload = await readJson<Upload>(join(folder, 'uploads', name));
        if (upload === undefined || upload.began >= before) continue;
        await alone(upload.id, () => discard(upload));
        count += 1;
      }
      return count;
    },
  };
}

/** Answers `undefined` where the work fails with this code. */
async function ifNot<Answer>(code: string, work: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await work;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === code) return undefined;
    throw error;
  }
}

async function readJson<Content>(path: string): Promise<Content | undefined> {
  const text = await ifNot('ENOENT', readFile(path, 'utf8'));
  return text === undefined ? undefined : (JSON.parse(text) as Content);
}

async function writeJson(path: string, content: unknown): Promise<void> {
  const beside = `${path}.${randomUUID()}.new`;
  await writeFile(beside, JSON.stringify(content), { flush: true });
  await rename(beside, path);
}

async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

function queues(): FileStore['alone'] {
  const last = new Map<string, Promise<unknown>>();
  return async (key, work) => {
    const before = last.get(key);
    const mine = (async () => {
      await Promise.allSettled([before]);
      return work();
    })();
    last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (last.get(key) === mine) last.delete(key);
    }
  };
}
