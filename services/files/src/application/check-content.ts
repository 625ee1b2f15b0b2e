import { Readable } from 'node:stream';
import { fileTypeFromTokenizer } from 'file-type';
import { fromStream } from 'strtok3';
import type { Limits } from '../domain/limits.ts';
import { refusal } from '../domain/reasons.ts';
import { checkArchive } from './check-archive.ts';
import { endsAsZip, markupIn, ZIP_TAIL } from './markup.ts';
import { officeDocument } from './office-document.ts';
import { contentOfBytes } from './pieces.ts';
import type { Content, PdfInspector, Pictures } from './ports.ts';

/** What reads the types of files. */
export type Readers = Readonly<{ pdf: PdfInspector; pictures: Pictures }>;

/** A content that may be stored: of a picture, the one that was drawn anew. */
export type Checked = Readonly<{ mediaType: string; content: Content }>;

/**
 * Returns the media type detected from the content, and what to store. Throws FILE_TYPE_REFUSED,
 * FILE_TYPE_DIFFERS, ARCHIVE_REFUSED, PICTURE_TOO_LARGE, FILE_DAMAGED, FILE_LOCKED, FILE_AMBIGUOUS,
 * FILE_ACTIVE, FILE_ATTACHES, FILE_LINKS_OUT.
 */
export async function checkContent(
  { pdf, pictures }: Readers,
  content: Content,
  claimedType: string,
  limits: Limits,
): Promise<Checked> {
  const isZip = (await beginning(content)) === 'PK';
  // Before anything else unpacks it.
  if (isZip) await checkArchive(content, limits.archive);
  const mediaType = await typeOf(content);
  if (mediaType === undefined || !limits.mediaTypes.includes(mediaType))
    throw refusal('FILE_TYPE_REFUSED', { found: mediaType ?? 'unknown' });
  if (mediaType !== claimedType)
    throw refusal('FILE_TYPE_DIFFERS', { found: mediaType, claimed: claimedType });
  await checkOneType(content, { isZip, isPdf: mediaType === 'application/pdf' });
  if (isZip) {
    await checkArchive(content, limits.archive, officeDocument);
    return { mediaType, content };
  }
  const bytes = await wholeOf(content);
  if (mediaType === 'application/pdf') {
    const finding = await pdf.inspect(bytes);
    if (finding !== undefined) throw refusal(finding.reason, { found: finding.found });
    return { mediaType, content };
  }
  return { mediaType, content: contentOfBytes(await pictures.redraw(bytes, mediaType, limits.pixels)) };
}

async function beginning(content: Content): Promise<string> {
  let start = '';
  for await (const chunk of content.read(0, 2)) start += chunk.toString('latin1');
  return start;
}

const OVERLAP = 32;

/** A file of one type must not be one of another as well. A PDF's streams may hold what they like. */
async function checkOneType(
  content: Content,
  { isZip, isPdf }: Readonly<{ isZip: boolean; isPdf: boolean }>,
): Promise<void> {
  let before = '';
  if (!isPdf) {
    for await (const chunk of content.read()) {
      const text = before + chunk.toString('latin1');
      const markup = markupIn(text);
      if (markup !== undefined) throw refusal('FILE_AMBIGUOUS', { found: markup });
      before = text.slice(-OVERLAP);
    }
  }
  if (isZip) return;
  const tail: Buffer[] = [];
  for await (const chunk of content.read(Math.max(0, content.size - ZIP_TAIL))) tail.push(chunk);
  if (endsAsZip(Buffer.concat(tail))) throw refusal('FILE_AMBIGUOUS', { found: 'zip' });
}

async function wholeOf(content: Content): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of content.read()) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function typeOf(content: Content): Promise<string | undefined> {
  const stream = Readable.from(content.read(), { objectMode: false });
  const tokenizer = await fromStream(stream, { fileInfo: { size: content.size } });
  try {
    return (await fileTypeFromTokenizer(tokenizer))?.mime;
  } finally {
    await tokenizer.close();
    stream.destroy();
  }
}
