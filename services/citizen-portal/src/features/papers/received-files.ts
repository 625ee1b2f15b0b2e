import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { PageError } from '@egov/chassis/web';
import busboy from 'busboy';
import type { Request } from 'express';

/** A file as sent by the browser, on disk until its handling has ended. */
export type ReceivedFile = Readonly<{
  field: string;
  fileName: string;
  contentType: string;
  path: string;
  size: number;
  isWhole: boolean;
}>;

const MAX_FILES = 50;
const MAX_BYTES = 20 * 1024 * 1024;

/**
 * Writes the files of a multipart/form-data form to disk and passes them on; they are always removed
 * afterwards. A file larger than 20 MiB is cut and marked incomplete. Throws the page `too-large`.
 */
export async function withReceivedFiles<Result>(
  request: Request,
  work: (files: readonly ReceivedFile[]) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'egov-upload-'));
  try {
    return await work(await received(request, folder));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function received(request: Request, folder: string): Promise<readonly ReceivedFile[]> {
  const files: Promise<ReceivedFile | undefined>[] = [];
  const parser = parserOf(request);
  parser.on('file', (field, stream, { filename, mimeType }) => {
    const path = join(folder, String(files.length));
    const kept = (async () => {
      await pipeline(stream, createWriteStream(path));
      // An empty field is sent as a file without a name.
      if (filename === undefined || filename === '') return undefined;
      return {
        field,
        fileName: filename,
        contentType: mimeType,
        path,
        size: (await stat(path)).size,
        isWhole: stream.truncated !== true,
      };
    })();
    // Awaited below; a rejection before that must not end the process.
    kept.catch(() => undefined);
    files.push(kept);
  });
  try {
    await pipeline(request, parser);
    return (await Promise.all(files)).filter((file) => file !== undefined);
  } catch (error) {
    await Promise.allSettled(files);
    throw new PageError('form-expired', 'The form was not sent completely.', { cause: error });
  }
}

function parserOf({ headers }: Request): busboy.Busboy {
  try {
    return busboy({
      headers,
      defParamCharset: 'utf8',
      limits: { files: MAX_FILES, fileSize: MAX_BYTES, fields: 50, parts: MAX_FILES + 50 },
    });
  } catch (error) {
    throw new PageError('form-unreadable', 'The form is not in parts.', { cause: error });
  }
}
