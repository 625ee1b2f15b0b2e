import type { Personal } from '@egov/chassis/domain';

/** 0 not digitised, 1 digitised, 2 re-used, 3 re-used from the result of another dossier. */
export type Digitisation = 0 | 1 | 2 | 3;

/**
 * A paper handed in: one of the procedure's, or one not on its list, by name (in the applicant's words, and
 * so sealed).
 */
export type Component = Readonly<{
  paperId: string | null;
  name: Personal<string>;
  originals: number;
  copies: number;
  digitisation: Digitisation;
  fileRef: string | null;
  /** As named by the uploader; older dossiers have none. */
  fileName?: Personal<string>;
}>;

/** Something missing or wrong, with a paper on the procedure's list or not, in an official's words. */
export type Defect = Readonly<{ paperId: string | null; description: Personal<string> }>;
