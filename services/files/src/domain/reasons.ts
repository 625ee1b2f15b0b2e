import { defineReasons } from '@egov/chassis/domain';

/** Every reason for refusal of files: its cause, and what the caller can do. */
export const { reasons, refusal } = defineReasons({
  FILE_TOO_BIG: {
    kind: 'rule',
    cause: 'The file is bigger than allowed, or than announced.',
    action: 'Make it smaller, e.g. scan at a lower resolution.',
  },
  TOO_MANY_UPLOADS: {
    kind: 'exhausted',
    cause: 'The caller has too many unfinished uploads.',
    action: 'Finish them, or wait until they expire.',
  },
  QUOTA_EXCEEDED: {
    kind: 'exhausted',
    cause:
      'The person’s files have `usedMebibytes` of `maxMebibytes`; `of` says which: those that no record ' +
      'names yet (waiting), or all.',
    action: 'Submit what was uploaded, or remove it.',
  },
  STORE_FULL: {
    kind: 'exhausted',
    cause: 'All files have `usedMebibytes` of the `maxMebibytes` that the operator allows.',
    action: 'Try again later; the operator has to give the store more room.',
  },
  FILE_UNKNOWN: {
    kind: 'rule',
    cause: 'The person has no finished file of this reference, or it was removed as nobody submitted it.',
    action: 'Upload it, and submit the reference that FinishUpload returns.',
  },
  TOO_MANY_CHUNKS: {
    kind: 'exhausted',
    cause: 'The upload came in too many small chunks.',
    action: 'Begin another, in chunks of 512 KiB.',
  },
  CONTENT_DAMAGED: {
    kind: 'unavailable',
    cause: 'The stored content is not as it was sealed, or part of it is missing.',
    action: 'Tell the operator: the store was altered, or a backup is incomplete.',
  },
  STORE_UNAVAILABLE: {
    kind: 'unavailable',
    cause: 'The object store does not respond, or refuses the service.',
    action: 'Try again later.',
  },
  CHUNK_OUT_OF_PLACE: {
    kind: 'rule',
    cause: 'The chunk begins beyond the bytes received.',
    action: 'Continue from the fact `offset`.',
  },
  UPLOAD_FINISHED: { kind: 'rule', cause: 'The upload is finished.', action: 'Begin another.' },
  UPLOAD_INCOMPLETE: {
    kind: 'rule',
    cause: 'Fewer bytes were received than announced.',
    action: 'Continue from the fact `offset`.',
  },
  FILE_DIGEST_DIFFERS: {
    kind: 'rule',
    cause: 'The content differs from what was announced.',
    action: 'Upload it again.',
  },
  FILE_TYPE_REFUSED: {
    kind: 'rule',
    cause: 'Files of this type are not accepted.',
    action: 'Hand in PDF, JPEG, PNG, DOCX, XLSX or ODT.',
  },
  FILE_TYPE_DIFFERS: {
    kind: 'rule',
    cause: 'The content is not of the claimed type.',
    action: 'Save the file in the right format, and name its type.',
  },
  ARCHIVE_REFUSED: {
    kind: 'rule',
    cause:
      'The document is damaged, locked, unpacks to too much, or names files outside itself (fact `rule`).',
    action: 'Save it again, or as PDF.',
  },
  FILE_DAMAGED: {
    kind: 'rule',
    cause: 'The file is damaged, or has parts that do not belong to its type (fact `found`).',
    action: 'Open it, and save it again as PDF, e.g. by printing it to a PDF.',
  },
  FILE_LOCKED: {
    kind: 'rule',
    cause: 'The file is encrypted, so it can neither be checked nor opened by everybody who has to.',
    action: 'Save it without a password or any other protection.',
  },
  FILE_AMBIGUOUS: {
    kind: 'rule',
    cause: 'The file can also be opened as a file of another type (fact `found`).',
    action: 'Open it, and save it again as PDF, e.g. by printing it to a PDF.',
  },
  FILE_ACTIVE: {
    kind: 'rule',
    cause: 'The file has scripts, macros or actions, which would run where it is opened (fact `found`).',
    action: 'Save it as PDF without scripts, macros and form actions, e.g. by printing it to a PDF.',
  },
  FILE_ATTACHES: {
    kind: 'rule',
    cause: 'Other files are embedded in the file (fact `found`).',
    action: 'Hand these in as papers of their own, and save the file as PDF without them.',
  },
  FILE_LINKS_OUT: {
    kind: 'rule',
    cause: 'The file fetches a template, a picture or data from elsewhere when it is opened (fact `found`).',
    action: 'Save it as PDF, e.g. by printing it to a PDF.',
  },
  PICTURE_TOO_LARGE: {
    kind: 'rule',
    cause: 'The picture has more pixels than allowed (fact `max`).',
    action: 'Scan it at a lower resolution, or make it smaller.',
  },
  FILE_INFECTED: {
    kind: 'rule',
    cause: 'The virus scanner found something; the file was removed.',
    action: 'Clean the computer, and upload another copy.',
  },
  SCANNER_UNAVAILABLE: {
    kind: 'unavailable',
    cause: 'The virus scanner does not respond.',
    action: 'Finish again later; the upload is kept.',
  },
});

export type Reason = keyof typeof reasons;
