import { inPiecesOf } from './pieces.ts';
import type { FileUses } from './file-uses.ts';
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
export function keptFiles(folders: PersonFolders, uses: FileUses) {
  const folderOf = (owner: string) => folders('files', owner);
  const find = async (owner: string, digest: string): Promise<Kept | undefined> => {
    const about = await folderOf(owner).get(`${digest}/${ABOUT}`);
    return about === undefined ? undefined : (JSON.parse(about.toString()) as Kept);
  };
  return {
    find,
    /**
     * Stores a content; if part of it is stored already, an earlier attempt was interrupted, and the rest is
     * added. If all of it is, its time begins anew. Throws unavailable STORE_UNAVAILABLE if it is being
     * removed just now.
     */
    async keep(owner: string, kept: Kept, content: Content): Promise<void> {
      const folder = folderOf(owner);
      const { digest } = kept;
      if ((await find(owner, digest)) !== undefined) {
        if (await uses.isNamed(owner, digest)) return;
        await folder.remove(`${digest}/${ABOUT}`);
      }
      // A removal that broke off comes to its end first.
      if (await uses.isGoing(owner, digest)) await uses.collect(owner, digest);
      let number = 0;
      for await (const part of inPiecesOf(PART, content.read())) {
        await folder.put(partOf(digest, number), part);
        number += 1;
      }
      // Last: a file exists once all of it does.
      await folder.put(`${digest}/${ABOUT}`, Buffer.from(JSON.stringify(kept)));
      if (await uses.isGoing(owner, digest)) throw refusal('STORE_UNAVAILABLE');
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
