import { open } from 'node:fs/promises';
import { fileTypeFromFile } from 'file-type';
import type { Limits } from '../domain/limits.ts';
import { checkArchive } from './check-archive.ts';
import { refusal } from '../domain/reasons.ts';

/**
 * Answers the media type that a file's content shows. Throws FILE_TYPE_REFUSED, FILE_TYPE_DIFFERS,
 * ARCHIVE_REFUSED.
 */
export async function checkContent(
  path: string,
  { size, claimedType }: Readonly<{ size: number; claimedType: string }>,
  limits: Limits,
): Promise<string> {
  if (await isZip(path)) await checkArchive(path, size, limits.archive);
  const found = (await fileTypeFromFile(path))?.mime;
  if (found === undefined || !limits.mediaTypes.includes(found))
    throw refusal('FILE_TYPE_REFUSED', { found: found ?? 'unknown' });
  if (found !== claimedType) throw refusal('FILE_TYPE_DIFFERS', { found, claimed: claimedType });
  return found;
}

async function isZip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    return (await file.read(Buffer.alloc(4), 0, 4, 0)).buffer.toString('latin1').startsWith('PK');
  } finally {
    await file.close();
  }
}
