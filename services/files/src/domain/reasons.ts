import { defineReasons } from '@egov/chassis/domain';

/** Every reason that files refuses for: what causes it, and what the caller can do. */
export const { reasons, refusal } = defineReasons({
  FILE_TOO_BIG: {
    kind: 'rule',
    cause: 'The file is bigger than allowed, or than was said at the beginning.',
    action: 'Make it smaller, e.g. scan at a lower resolution.',
  },
  TOO_MANY_UPLOADS: {
    kind: 'exhausted',
    cause: 'The caller has too many unfinished uploads.',
    action: 'Finish them, or wait until they expire.',
  },
  TOO_MANY_CHUNKS: {
    kind: 'exhausted',
    cause: 'The upload came in too many small chunks.',
    action: 'Begin another, in chunks of 512 KiB.',
  },
  CONTENT_DAMAGED: {
    kind: 'unavailable',
    cause: 'What is kept is not as it was sealed, or part of it is gone.',
    action: 'Tell the operator: the store was altered, or a backup is not whole.',
  },
  STORE_UNAVAILABLE: {
    kind: 'unavailable',
    cause: 'The object store does not answer, or refuses the service.',
    action: 'Try again later.',
  },
  CHUNK_OUT_OF_PLACE: {
    kind: 'rule',
    cause: 'The chunk begins beyond what is held.',
    action: 'Go on from the fact `offset`.',
  },
  UPLOAD_FINISHED: { kind: 'rule', cause: 'The upload is finished.', action: 'Begin another.' },
  UPLOAD_INCOMPLETE: {
    kind: 'rule',
    cause: 'Fewer bytes are held than were announced.',
    action: 'Go on from the fact `offset`.',
  },
  FILE_DIGEST_DIFFERS: {
    kind: 'rule',
    cause: 'What arrived is not what was announced.',
    action: 'Upload it again.',
  },
  FILE_TYPE_REFUSED: {
    kind: 'rule',
    cause: 'Files of this type are not taken.',
    action: 'Hand in PDF, JPEG, PNG, DOCX, XLSX or ODT.',
  },
  FILE_TYPE_DIFFERS: {
    kind: 'rule',
    cause: 'The content is not of the type that was claimed.',
    action: 'Save the file in the right format, and name its type.',
  },
  ARCHIVE_REFUSED: {
    kind: 'rule',
    cause:
      'The document is damaged, locked, unpacks to too much, or names files outside itself (fact `rule`).',
    action: 'Save it again, or as PDF.',
  },
  FILE_INFECTED: {
    kind: 'rule',
    cause: 'The virus scanner found something; the bytes are removed.',
    action: 'Clean the computer, and hand in another copy.',
  },
  SCANNER_UNAVAILABLE: {
    kind: 'unavailable',
    cause: 'The virus scanner does not answer.',
    action: 'Finish again later; the upload is kept.',
  },
});

export type Reason = keyof typeof reasons;
