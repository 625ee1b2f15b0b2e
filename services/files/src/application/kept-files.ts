import { inPiecesOf } from './pieces.ts';
import type { Content, PersonFolders } from './ports.ts';
import type { Kept } from './upload-store.ts';
import { refusal } from '../domain/reasons.ts';

/** A file is stored, and read, in parts of this length. */
export const PART = 1024 * 1024;

/** A part of a file, with the check results of the whole. */
export type FilePart = Readonly<{ mediaType: string; size: number; scan: Kept['scan']; chunk: Buffer }>;

const ABOUT = 'about';
const partOf = (digest: string, number: number) => `${digest}/${number}`;

/**
 * Files by owner and SHA-256 of their content; the same bytes of two people are two files. Names are not
 * known here: they belong to the record that names the file.
 */
export function keptFiles(folders: PersonFolders) {
  const folderOf = (owner: string) => folders('files', owner);
  const find = async (owner: string, digest: string): Promise<Kept | undefined> => {
    const about = await folderOf(owner).get(`${digest}/${ABOUT}`);
    return about === undefined ? undefined : (JSON.parse(about.toString()) as Kept);
  };
  return {
    find,
    /**
     * Stores a content; if part of it is stored already, an earlier attempt was interrupted, and the rest is
     * added.
     */
    async keep(owner: string, kept: Kept, content: Content): Promise<void> {
      if ((await find(owner, kept.digest)) !== undefined) return;
      const folder = folderOf(owner);
      let number = 0;
      for await (const part of inPiecesOf(PART, content.read())) {
        await folder.put(partOf(kept.digest, number), part);
        number += 1;
      }
      // Last: a file exists once all of it does.
      await folder.put(`${kept.digest}/${ABOUT}`, Buffer.from(JSON.stringify(kept)));
    },
    /** Returns the bytes from an offset to the end of its part; none beyond the end. */
    async part(owner: string, { digest, mediaType, size, scan }: Kept, offset: number): Promise<FilePart> {
      if (offset >= size) return { mediaType, size, scan, chunk: Buffer.alloc(0) };
      const number = Math.floor(offset / PART);
      const bytes = await folderOf(owner).get(partOf(digest, number));
      if (bytes === undefined) throw refusal('CONTENT_DAMAGED');
      return { mediaType, size, scan, chunk: bytes.subarray(offset - number * PART) };
    },
    /** Lists the files of an owner. */
    async *of(owner: string): AsyncGenerator<Kept> {
      for await (const { name } of folderOf(owner).list()) {
        const [digest = '', place] = name.split('/');
        if (place !== ABOUT) continue;
        const kept = await find(owner, digest);
        if (kept !== undefined) yield kept;
      }
    },
  };
}

export type KeptFiles = ReturnType<typeof keptFiles>;
