import type { CallContext } from '@egov/chassis/runtime';
import type { Deps } from './own-upload.ts';
import { refusal } from '../domain/reasons.ts';

const PART = 1024 * 1024;

export type FilePart = Readonly<{ fileName: string; mediaType: string; size: number; chunk: Buffer }>;

/**
 * Answers a part of a file to whoever uploaded it, on `file.upload`, and to holders of `file.read`. Throws
 * NOT_FOUND.
 */
export const readFile =
  ({ store }: Deps) =>
  async (
    { digest, offset }: Readonly<{ digest: string; offset: number }>,
    { principal }: CallContext,
  ): Promise<FilePart> => {
    const all = principal.may('file.read');
    const file = await store.findFile(digest);
    const own =
      file !== undefined && Object.hasOwn(file.names, principal.subject)
        ? file.names[principal.subject]
        : undefined;
    if (file === undefined || (own === undefined && !all)) throw refusal('NOT_FOUND');
    const { mediaType, size, names } = file;
    return {
      fileName: own ?? Object.values(names)[0] ?? 'file',
      mediaType,
      size,
      chunk: await store.read(digest, offset, PART),
    };
  };
