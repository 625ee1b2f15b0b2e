import type { Content, PersonFolder, PersonFolders } from './ports.ts';
import { contentOf, type Piece } from './pieces.ts';

/** Check results of a stored content. */
export type Kept = Readonly<{
  digest: string;
  mediaType: string;
  size: number;
  scan: 'CLEAN' | 'NOT_SCANNED';
}>;

/** A finished upload: its check results, and under whose key its content is stored. */
export type KeptUpload = Kept & Readonly<{ owner: string }>;

/** An upload as it was announced; `owner` is its uploader, `size` is undefined until its end. */
export type Upload = Readonly<{
  id: string;
  owner: string;
  requestHash: string;
  claimedType: string;
  size?: number | undefined;
  sha256: string | undefined;
  began: string;
}>;

const RECORD = 'upload';
const KEPT = 'kept';
const OFFSET_DIGITS = 12;

/**
 * Uploads, each below its owner: the announcement, the pieces by their offset, and the stored file. There
 * cannot be two pieces at one offset: the store accepts one. So several processes may share a store.
 */
export function uploadStore(folders: PersonFolders) {
  const folderOf = (owner: string) => folders('uploads', owner);

  async function piecesOf({ owner, id }: Upload): Promise<readonly Piece[]> {
    const pieces: Piece[] = [];
    for await (const { name, size } of folderOf(owner).list(`${id}/`)) {
      const place = name.slice(id.length + 1);
      if (/^\d+$/.test(place)) pieces.push({ offset: Number(place), length: size, name });
    }
    return pieces.toSorted((a, b) => a.offset - b.offset);
  }

  async function remove(upload: Upload, which: (place: string) => boolean): Promise<void> {
    const folder = folderOf(upload.owner);
    for await (const { name } of folder.list(`${upload.id}/`))
      if (which(name.slice(upload.id.length + 1))) await folder.remove(name);
  }

  return {
    begin: async (upload: Upload): Promise<void> => {
      await folderOf(upload.owner).put(`${upload.id}/${RECORD}`, json(upload));
    },
    find: (owner: string, id: string): Promise<Upload | undefined> =>
      read<Upload>(folderOf(owner).get(`${id}/${RECORD}`)),
    kept: ({ owner, id }: Upload): Promise<KeptUpload | undefined> =>
      read<KeptUpload>(folderOf(owner).get(`${id}/${KEPT}`)),
    /** The number of bytes and of pieces received. */
    held: async (upload: Upload): Promise<Readonly<{ bytes: number; pieces: number }>> => {
      const pieces = await piecesOf(upload);
      return { bytes: pieces.reduce((sum, { length }) => sum + length, 0), pieces: pieces.length };
    },
    /** Appends a piece; returns false if another one was added there meanwhile. */
    append: ({ owner, id }: Upload, offset: number, chunk: Uint8Array): Promise<boolean> =>
      folderOf(owner).put(`${id}/${String(offset).padStart(OFFSET_DIGITS, '0')}`, chunk),
    content: async (upload: Upload): Promise<Content> => {
      const folder = folderOf(upload.owner);
      return contentOf(await piecesOf(upload), async ({ name }) => {
        const bytes = await folder.get(name);
        if (bytes === undefined) throw new Error('A piece of an upload was removed while it was read.');
        return bytes;
      });
    },
    /** Records the stored file, and removes the pieces. */
    finish: async (upload: Upload, kept: KeptUpload): Promise<void> => {
      await folderOf(upload.owner).put(`${upload.id}/${KEPT}`, json(kept));
      await remove(upload, (place) => /^\d+$/.test(place));
    },
    discard: (upload: Upload): Promise<void> => remove(upload, () => true),
    /** Whether one of an owner's uploads is of a file. */
    async hasOf(owner: string, digest: string): Promise<boolean> {
      const folder = folderOf(owner);
      for await (const { name } of folder.list())
        if (name.endsWith(`/${KEPT}`) && (await read<Kept>(folder.get(name)))?.digest === digest) return true;
      return false;
    },
    /** How many of an owner's uploads are neither stored nor discarded. */
    unfinished: (owner: string): Promise<number> => unfinishedIn(folderOf(owner)),
  };
}

async function unfinishedIn(folder: PersonFolder): Promise<number> {
  const open = new Set<string>();
  const finished = new Set<string>();
  for await (const { name } of folder.list()) {
    const [id = '', place] = name.split('/');
    if (place === RECORD) open.add(id);
    if (place === KEPT) finished.add(id);
  }
  return [...open].filter((id) => !finished.has(id)).length;
}

export type UploadStore = ReturnType<typeof uploadStore>;

const json = (content: unknown): Buffer => Buffer.from(JSON.stringify(content));

async function read<Value>(bytes: Promise<Buffer | undefined>): Promise<Value | undefined> {
  const text = (await bytes)?.toString();
  return text === undefined ? undefined : (JSON.parse(text) as Value);
}
