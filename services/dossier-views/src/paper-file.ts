import { safeFileName } from '@egov/chassis/domain';
import { download, PageError, type Answer } from '@egov/chassis/web';
import type { FilePart } from '@egov/proto/egov/files/v1/file_service';

/** File extensions by media type, for all types that the files service accepts. */
const endings: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.oasis.opendocument.text': 'odt',
};

/**
 * Names a paper's file as its uploader did, as far as that is safe, with the extension of its detected type.
 * A computer goes by the extension, so nobody may choose it.
 */
export function paperFileName(name: string, mediaType: string): string {
  const stem = safeFileName(name.replace(/[.\s]+$/u, '').replace(/\.[^.]{1,10}$/u, ''));
  return `${stem}.${endings[mediaType] ?? 'bin'}`;
}

/** Reads a paper's file part by part, and sends it for download under its name. */
export async function paperFile(
  name: string,
  read: (offset: bigint) => Promise<Readonly<{ part?: FilePart | undefined }>>,
): Promise<Answer> {
  const chunks: Uint8Array[] = [];
  for (let held = 0; ;) {
    const { part } = await read(BigInt(held));
    if (part === undefined) throw new PageError('not-found', 'The response has no part of a file.');
    chunks.push(part.chunk);
    held += part.chunk.length;
    if (held >= Number(part.size) || part.chunk.length === 0)
      return download(paperFileName(name, part.mediaType), part.mediaType, Buffer.concat(chunks));
  }
}
