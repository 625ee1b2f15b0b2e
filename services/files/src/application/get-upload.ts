import type { CallContext } from '@egov/chassis/application';
import { type Deps, heldOf, ownUpload } from './own-upload.ts';

/** Returns the progress of one of the caller's uploads. */
export const getUpload =
  (deps: Deps) =>
  (
    { uploadId }: Readonly<{ uploadId: string }>,
    context: CallContext,
  ): Promise<{ offset: number; finished: boolean }> =>
    deps.exclusively(uploadId, async () => {
      const upload = await ownUpload(deps, uploadId, context);
      return {
        offset: await heldOf(deps, upload),
        finished: (await deps.uploads.kept(upload)) !== undefined,
      };
    });
