import type { CallContext } from '@egov/chassis/application';
import type { FilePart } from './kept-files.ts';
import { type Deps, ownUpload } from './own-upload.ts';
import { refusal } from '../domain/reasons.ts';

/**
 * Returns a part of a file that the caller uploaded and finished, as long as the upload is remembered: no
 * record names it yet that could grant reading it.
 */
export const readUpload =
  (deps: Pick<Deps, 'uploads' | 'files'>) =>
  async (
    { uploadId, offset }: Readonly<{ uploadId: string; offset: number }>,
    context: CallContext,
  ): Promise<FilePart> => {
    const upload = await ownUpload(deps, uploadId, context);
    const kept = await deps.uploads.kept(upload);
    if (kept === undefined) throw refusal('NOT_FOUND');
    return deps.files.part(kept.owner, kept, offset);
  };
