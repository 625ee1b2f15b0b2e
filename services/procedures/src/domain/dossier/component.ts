import type { Personal } from '@egov/chassis/domain';

/** 0 not digitised, 1 digitised, 2 re-used, 3 re-used from the result of another dossier. */
export type Digitisation = 0 | 1 | 2 | 3;

/**
 * A paper handed in: one of the procedure's, or one beside its list by name (in the applicant's words, and so
 * sealed).
 */
export type Component = Readonly<{
  paperId: string | null;
  name: Personal<string>;
  originals: number;
  copies: number;
  digitisation: Digitisation;
  fileRef: string | null;
  /** As the uploader has it; dossiers of before it was recorded have none. */
  fileName?: Personal<string>;
}>;

/** Something missing or wrong, with a paper of the procedure or beside its list. */
export type Defect = Readonly<{ paperId: string | null; description: string }>;
