import type { PersonNotes } from '@egov/chassis/web';

const KIND = 'papers';

/** A paper that was uploaded for an application; `size` in bytes. */
export type Uploaded = Readonly<{
  paperId: string;
  uploadId: string;
  fileRef: string;
  fileName: string;
  size: number;
}>;

/** What a citizen has uploaded for a procedure they are about to apply for. */
export const uploadedFor = async (
  notes: PersonNotes,
  subject: string,
  procedureId: string,
): Promise<readonly Uploaded[]> =>
  (await notes.get<readonly Uploaded[]>(subject, KIND, procedureId))?.value ?? [];

/** Adds an upload; the same paper again replaces it. */
export async function keepUploaded(
  notes: PersonNotes,
  subject: string,
  procedureId: string,
  uploaded: Uploaded,
): Promise<void> {
  const others = (await uploadedFor(notes, subject, procedureId)).filter(
    ({ paperId }) => paperId !== uploaded.paperId,
  );
  await notes.put(subject, KIND, procedureId, [...others, uploaded]);
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
