import type { CallSettings } from '@egov/chassis/grpc';
import { v5 } from 'uuid';
import type { CitizenServices } from '../../services.ts';
import type { FormPart } from './form-parts.ts';

const CHUNK = 512 * 1024;
const NAMESPACE = '0b0f6f2e-2d0e-4f6b-9e0e-6b7f5d1c8a33';

/** Thrown for a file without a byte. */
export class EmptyFile extends Error {
  override readonly name = 'EmptyFile';
}

/** A stored file: its upload, its reference and its size in bytes. */
export type Stored = Readonly<{ uploadId: string; fileRef: string; size: number }>;

/**
 * Sends a file to the files service as it arrives, chunk by chunk; what cannot be finished is discarded
 * there. Throws EmptyFile, PartTooLarge, the service's refusal.
 */
export async function upload(
  { files }: Pick<CitizenServices, 'files'>,
  { field, contentType, content }: Pick<FormPart, 'field' | 'contentType' | 'content'>,
  requestId: string,
  call: CallSettings,
): Promise<Stored> {
  const step = (name: string): string => v5(`${field} ${name}`, v5(requestId, NAMESPACE));
  const { uploadId } = await files.beginUpload({ requestId: step('begin'), contentType }, call);
  try {
    let offset = 0;
    for await (const chunk of inChunks(content)) {
      await files.appendChunk(
        { requestId: step(String(offset)), uploadId, offset: BigInt(offset), chunk },
        call,
      );
      offset += chunk.length;
    }
    if (offset === 0) throw new EmptyFile('The file is empty.');
    const { fileRef, size } = await files.finishUpload({ requestId: step('finish'), uploadId }, call);
    return { uploadId, fileRef, size: Number(size) };
  } catch (error) {
    // Should this fail too, the upload is swept up later; what the caller needs to know is the first failure.
    await Promise.allSettled([files.discardUpload({ requestId: step('discard'), uploadId }, call)]);
    throw error;
  }
}

async function* inChunks(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let bytes = 0;
  for await (const part of content) {
    waiting.push(part);
    bytes += part.length;
    if (bytes < CHUNK) continue;
    const whole = Buffer.concat(waiting);
    yield whole.subarray(0, CHUNK);
    waiting = [whole.subarray(CHUNK)];
    bytes -= CHUNK;
  }
  if (bytes > 0) yield Buffer.concat(waiting);
}
