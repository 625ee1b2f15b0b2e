import type { CallContext } from '@egov/chassis/application';
import type { Deps } from './own-upload.ts';

/** Removes one of the caller's uploads; one that does not exist is removed already. */
export const discardUpload =
  ({ uploads, exclusively }: Pick<Deps, 'uploads' | 'exclusively'>) =>
  ({ uploadId }: Readonly<{ uploadId: string }>, { principal }: CallContext): Promise<void> =>
    exclusively(uploadId, async () => {
      const upload = await uploads.find(principal.subject, uploadId);
      if (upload !== undefined) await uploads.discard(upload);
    });
