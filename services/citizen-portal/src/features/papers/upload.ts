import { open } from 'node:fs/promises';
import type { CallSettings } from '@egov/chassis/grpc';
import { v5 } from 'uuid';
import type { CitizenServices } from '../../services.ts';
import type { ReceivedFile } from './received-files.ts';

const CHUNK = 512 * 1024;
const NAMESPACE = '0b0f6f2e-2d0e-4f6b-9e0e-6b7f5d1c8a33';

/**
 * Sends a file to the files service, chunk by chunk, and returns the upload and its reference. Throws the
 * service's refusal.
 */
export async function upload(
  { files }: Pick<CitizenServices, 'files'>,
  file: ReceivedFile,
  requestId: string,
  call: CallSettings,
): Promise<Readonly<{ uploadId: string; fileRef: string }>> {
  const step = (name: string): string => v5(`${file.field} ${name}`, v5(requestId, NAMESPACE));
  const { uploadId, offset: begun } = await files.beginUpload(
    {
      requestId: step('begin'),
      contentType: file.contentType,
      size: BigInt(file.size),
    },
    call,
  );
  const handle = await open(file.path);
  try {
    for (let offset = Number(begun); offset < file.size;) {
      const { buffer, bytesRead } = await handle.read(new Uint8Array(CHUNK), 0, CHUNK, offset);
      if (bytesRead === 0) break;
      const answer = await files.appendChunk(
        {
          requestId: step(String(offset)),
          uploadId,
          offset: BigInt(offset),
          chunk: Buffer.from(buffer.subarray(0, bytesRead)),
        },
        call,
      );
      if (Number(answer.offset) <= offset) throw new Error('The files service accepted nothing of a chunk.');
      offset = Number(answer.offset);
    }
  } finally {
    await handle.close();
  }
  const { fileRef } = await files.finishUpload({ requestId: step('finish'), uploadId }, call);
  return { uploadId, fileRef };
}
