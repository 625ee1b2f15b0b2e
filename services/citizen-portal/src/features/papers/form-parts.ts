import { pipeline } from 'node:stream/promises';
import type { Readable } from 'node:stream';
import { PageError } from '@egov/chassis/web';
import busboy from 'busboy';
import type { Request } from 'express';

/** A file of a form, as it arrives from the browser: nothing of it is held beyond what is read next. */
export type FormPart = Readonly<{
  field: string;
  fileName: string;
  contentType: string;
  /** Throws PartTooLarge at its end if the file is larger than allowed. */
  content: AsyncIterable<Buffer>;
}>;

export type PartLimits = Readonly<{
  /** The fields whose files are taken, one each; all others are passed over unread. */
  fields: ReadonlySet<string>;
  /** Of one file. */
  fileBytes: number;
  /** Of the whole form. */
  formBytes: number;
}>;

/** Thrown to whoever reads a file that is larger than allowed. */
export class PartTooLarge extends Error {
  override readonly name = 'PartTooLarge';
}

const MAX_FIELDS = 50;

/**
 * Passes on the files of a multipart/form-data form while they are sent, each to `take`, which may leave off
 * reading. Throws the pages `too-large`, `form-unreadable`, and `form-expired` for a form that broke off:
 * then every reader has seen the error too, and has ended.
 */
export async function readParts<Result>(
  request: Request,
  limits: PartLimits,
  take: (part: FormPart) => Promise<Result>,
): Promise<readonly Result[]> {
  const { fields, formBytes } = limits;
  if (Number(request.headers['content-length'] ?? 0) > formBytes) throw tooLarge(formBytes);
  const waiting = new Set(fields);
  const taking: Promise<Outcome<Result>>[] = [];
  const parser = parserOf(request, limits);
  parser.on('file', (field, stream, { filename, mimeType }) => {
    // It fails with the whole form, also when nobody reads it.
    stream.on('error', (error: Error) => parser.destroy(error));
    // An empty field is sent as a file without a name.
    if (filename === undefined || filename === '' || !waiting.delete(field)) return void stream.resume();
    const part = { field, fileName: filename, contentType: mimeType, content: wholeOf(stream) };
    taking.push(outcomeOf(take(part).finally(() => stream.resume())));
  });
  try {
    await pipeline(request, atMost(formBytes), parser);
  } catch (error) {
    await Promise.all(taking);
    if (error instanceof PageError) throw error;
    throw new PageError('form-expired', 'The form was not sent completely.', { cause: error });
  }
  return (await Promise.all(taking)).map((outcome) => {
    if ('error' in outcome) throw outcome.error;
    return outcome.result;
  });
}

type Outcome<Result> = Readonly<{ result: Result } | { error: unknown }>;

/** Of work that is awaited only later: its failure is kept until then. */
async function outcomeOf<Result>(work: Promise<Result>): Promise<Outcome<Result>> {
  try {
    return { result: await work };
  } catch (error) {
    return { error };
  }
}

type FileStream = Readable & { truncated?: boolean };

async function* wholeOf(stream: FileStream): AsyncGenerator<Buffer> {
  // A stream that is left stays open, as the rest of the form comes after it.
  yield* stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  if (stream.truncated === true) throw new PartTooLarge('The file is larger than allowed.');
}

const tooLarge = (bytes: number) =>
  new PageError('too-large', `A form with files has at most ${bytes} bytes.`);

const atMost = (bytes: number) =>
  async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let left = bytes;
    for await (const chunk of chunks) {
      left -= chunk.length;
      if (left < 0) throw tooLarge(bytes);
      yield chunk;
    }
  };

function parserOf({ headers }: Request, { fields, fileBytes }: PartLimits): busboy.Busboy {
  const files = fields.size;
  // The parser takes a file that reaches its limit for one that goes beyond.
  const fileSize = fileBytes + 1;
  try {
    return busboy({
      headers,
      defParamCharset: 'utf8',
      limits: { files, fileSize, fields: MAX_FIELDS, parts: files + MAX_FIELDS },
    });
  } catch (error) {
    throw new PageError('form-unreadable', 'The form is not in parts.', { cause: error });
  }
}
