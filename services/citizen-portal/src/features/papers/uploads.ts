import { DAY_MS } from '@egov/chassis/domain';
import type { PersonNotes } from '@egov/chassis/web';

const KIND = 'papers';

/**
 * Files that nobody submits are removed some weeks after their upload. Until then, less a week, the portal
 * offers them.
 */
const OFFERED_MS = 30 * DAY_MS;

/** A paper that was uploaded for an application; `size` in bytes, `at` in milliseconds since 1970. */
export type Uploaded = Readonly<{
  paperId: string;
  uploadId: string;
  fileRef: string;
  fileName: string;
  size: number;
  at: number;
}>;

/** What a citizen has uploaded for a procedure they are about to apply for. */
export const uploadedFor = async (
  notes: PersonNotes,
  subject: string,
  procedureId: string,
): Promise<readonly Uploaded[]> =>
  ((await notes.get<readonly Uploaded[]>(subject, KIND, procedureId))?.value ?? []).filter(
    ({ at }) => Date.now() - at < OFFERED_MS,
  );

/** Adds an upload; the same paper again replaces it. */
export async function keepUploaded(
  notes: PersonNotes,
  subject: string,
  procedureId: string,
  uploaded: Omit<Uploaded, 'at'>,
): Promise<void> {
  const others = (await uploadedFor(notes, subject, procedureId)).filter(
    ({ paperId }) => paperId !== uploaded.paperId,
  );
  await notes.put(subject, KIND, procedureId, [...others, { ...uploaded, at: Date.now() }]);
}

export async function dropUploaded(
  notes: PersonNotes,
  subject: string,
  procedureId: string,
  paperId: string,
): Promise<void> {
  await notes.put(
    subject,
    KIND,
    procedureId,
    (await uploadedFor(notes, subject, procedureId)).filter((paper) => paper.paperId !== paperId),
  );
}

export const forgetUploaded = (notes: PersonNotes, subject: string, procedureId: string): Promise<void> =>
  notes.remove(subject, KIND, procedureId);
