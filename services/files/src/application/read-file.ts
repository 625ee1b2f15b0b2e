import type { CallContext } from '@egov/chassis/application';
import type { FilePart } from './kept-files.ts';
import type { Deps } from './own-upload.ts';
import { refusal } from '../domain/reasons.ts';

/** What a grant must be for, in the signer's terms. */
export const READ = 'read';

/**
 * Returns a part of a file that the owner of its record has granted the caller, on `file.read`, or on
 * `file.upload` for files that applicants hand in themselves.
 */
export const readFile =
  ({ files, verifyGrant }: Pick<Deps, 'files' | 'verifyGrant'>) =>
  async (
    { fileRef, grant, offset }: Readonly<{ fileRef: string; grant: string; offset: number }>,
    { principal }: CallContext,
  ): Promise<FilePart> => {
    const { owner } = await verifyGrant({
      token: grant,
      subject: principal.subject,
      verb: READ,
      thing: fileRef,
    });
    const file = await files.find(owner, digestOf(fileRef));
    if (file === undefined) throw refusal('NOT_FOUND');
    return files.part(owner, file, offset);
  };

/** The digest of a reference. */
const digestOf = (fileRef: string): string => fileRef.slice('sha256:'.length);
