import type { CallContext } from '@egov/chassis/application';
import { limitsOn } from '../domain/limits.ts';
import { type Deps, ownUpload } from './own-upload.ts';
import { refusal } from '../domain/reasons.ts';

/** Adds the part of a chunk not yet received; returns the bytes received. */
export const appendChunk =
  (deps: Deps) =>
  (
    { uploadId, offset, chunk }: Readonly<{ uploadId: string; offset: number; chunk: Uint8Array }>,
    context: CallContext,
  ): Promise<number> =>
    deps.exclusively(uploadId, async () => {
      const upload = await ownUpload(deps, uploadId, context);
      if ((await deps.uploads.kept(upload)) !== undefined) throw refusal('UPLOAD_FINISHED');
      const { bytes: held, pieces } = await deps.uploads.held(upload);
      if (offset > held) throw refusal('CHUNK_OUT_OF_PLACE', { offset: held });
      const { maxBytes, chunks: max } = limitsOn(context.now.slice(0, 10));
      const end = offset + chunk.length;
      const { size = maxBytes } = upload;
      if (end > size) throw refusal('FILE_TOO_BIG', { max: size });
      if (end <= held) return held;
      if (pieces >= max) throw refusal('TOO_MANY_CHUNKS', { max });
      if (await deps.uploads.append(upload, held, chunk.subarray(held - offset))) {
        deps.room.received(end - held);
        return end;
      }
      return (await deps.uploads.held(upload)).bytes;
    });
