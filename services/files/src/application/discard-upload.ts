import type { CallContext } from '@egov/chassis/application';
import type { Deps } from './own-upload.ts';

/**
 * Removes one of the caller's uploads, and its file if nothing else refers to that; one that does not exist
 * is removed already.
 */
export const discardUpload =
  ({ uploads, uses, exclusively }: Pick<Deps, 'uploads' | 'uses' | 'exclusively'>) =>
  ({ uploadId }: Readonly<{ uploadId: string }>, { principal }: CallContext): Promise<void> =>
    exclusively(uploadId, async () => {
      const upload = await uploads.find(principal.subject, uploadId);
      if (upload === undefined) return;
      const kept = await uploads.kept(upload);
      await uploads.discard(upload);
      // What was handed in for somebody else may be of an upload of theirs.
      if (kept?.owner !== upload.owner || (await uploads.hasOf(upload.owner, kept.digest))) return;
      await uses.collect(kept.owner, kept.digest);
    });
