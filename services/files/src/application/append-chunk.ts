import type { CallContext } from '@egov/chassis/runtime';
import { type Deps, ownUpload } from './own-upload.ts';
import { refusal } from '../domain/reasons.ts';

/**
 * Adds what is not held yet of a chunk; answers the bytes held. Throws NOT_FOUND, CHUNK_OUT_OF_PLACE,
 * FILE_TOO_BIG, UPLOAD_FINISHED.
 */
export const appendChunk =
  (deps: Deps) =>
  (
    { uploadId, offset, chunk }: Readonly<{ uploadId: string; offset: number; chunk: Uint8Array }>,
    context: CallContext,
  ): Promise<number> =>
    deps.store.alone(uploadId, async () => {
      const upload = await ownUpload(deps, uploadId, context);
      if (upload.kept !== undefined) throw refusal('UPLOAD_FINISHED');
      const held = await deps.store.held(upload);
      if (offset > held) throw refusal('CHUNK_OUT_OF_PLACE', { offset: held });
      const end = offset + chunk.length;
      if (end > upload.size) throw refusal('FILE_TOO_BIG', { max: upload.size });
      if (end <= held) return held;
      await deps.store.append(upload, chunk.subarray(held - offset));
      return end;
    });
