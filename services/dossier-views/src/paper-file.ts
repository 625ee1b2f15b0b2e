import { download, PageError, type Answer } from '@egov/chassis/web';
import type { FilePart } from '@egov/proto/egov/files/v1/file_service';

/** Endings by what the files service found, of all that it takes. */
const endings: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.oasis.opendocument.text': 'odt',
};

/**
 * Names a paper's file: as whoever handed it in does, with the ending of what it was found to be. What a
 * computer does with a file goes by its ending, so that is nobody's to choose.
 */
export function paperFileName(name: string, mediaType: string): string {
  const stem = name.replace(/\.[^.]{1,10}$/u, '').trim();
  return `${stem === '' ? 'file' : stem}.${endings[mediaType] ?? 'bin'}`;
}

/** Reads a paper's file part by part, and hands it over to keep under its name. */
export async function paperFile(
  name: string,
  read: (offset: bigint) => Promise<Readonly<{ part?: FilePart | undefined }>>,
): Promise<Answer> {
  const chunks: Uint8Array[] = [];
  for (let held = 0; ;) {
    const { part } = await read(BigInt(held));
    if (part === undefined) throw new PageError('not-found', 'The answer holds no part of a file.');
    chunks.push(part.chunk);
    held += part.chunk.length;
    if (held >= Number(part.size) || part.chunk.length === 0)
      return download(paperFileName(name, part.mediaType), part.mediaType, Buffer.concat(chunks));
  }
}
