import { Readable } from 'node:stream';
import { fileTypeFromTokenizer } from 'file-type';
import { fromStream } from 'strtok3';
import type { Limits } from '../domain/limits.ts';
import { checkArchive } from './check-archive.ts';
import type { Content } from './ports.ts';
import { refusal } from '../domain/reasons.ts';

/**
 * Returns the media type detected from the content. Throws FILE_TYPE_REFUSED, FILE_TYPE_DIFFERS,
 * ARCHIVE_REFUSED.
 */
export async function checkContent(content: Content, claimedType: string, limits: Limits): Promise<string> {
  if (await isZip(content)) await checkArchive(content, limits.archive);
  const found = await typeOf(content);
  if (found === undefined || !limits.mediaTypes.includes(found))
    throw refusal('FILE_TYPE_REFUSED', { found: found ?? 'unknown' });
  if (found !== claimedType) throw refusal('FILE_TYPE_DIFFERS', { found, claimed: claimedType });
  return found;
}

async function isZip(content: Content): Promise<boolean> {
  let start = '';
  for await (const chunk of content.read(0, 2)) start += chunk.toString('latin1');
  return start === 'PK';
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
