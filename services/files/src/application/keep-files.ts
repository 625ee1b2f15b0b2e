import { refusal } from '../domain/reasons.ts';
import type { Deps } from './own-upload.ts';

export type Named = Readonly<{ personId: string; fileRefs: readonly string[] }>;

/**
 * Keeps files of a person for good, as a record is about to name them: before that is recorded, so that
 * nothing named is ever collected. Throws FILE_UNKNOWN for one that the person has not, or no longer.
 */
export const keepFiles =
  ({ files, uses }: Pick<Deps, 'files' | 'uses'>) =>
  async ({ personId, fileRefs }: Named): Promise<void> => {
    for (const fileRef of fileRefs) {
      const digest = fileRef.slice('sha256:'.length);
      if ((await files.find(personId, digest)) === undefined) throw refusal('FILE_UNKNOWN', { fileRef });
      await uses.setNamed(personId, digest);
      // It may have been collected meanwhile, or be about to.
      const isGoing = await uses.isGoing(personId, digest);
      if (isGoing || (await files.find(personId, digest)) === undefined)
        throw refusal('FILE_UNKNOWN', { fileRef });
    }
  };
