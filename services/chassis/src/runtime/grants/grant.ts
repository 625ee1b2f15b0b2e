/**
 * What the service that owns a record lets one person do with a thing that another service keeps. It is
 * signed by the first, carried by the person, and verified by the second alone, which knows no record.
 */
export type Grant = Readonly<{
  /** The service that verifies it. */
  audience: string;
  /** Whom it is for: the subject of their token. */
  subject: string;
  /** What they may do, e.g. `read`. */
  verb: string;
  /** What they may do it with, in the words of the service that keeps it. */
  thing: string;
  /** Under whose name the thing is kept. */
  owner: string;
  /** The record that names the thing, e.g. `dossier:<uuid>`. */
  record: string;
}>;

/** Long enough for a page and its files over a bad line, short enough that a copied one is soon worthless. */
export const GRANT_SECONDS = 300;

/** Set in the header, so that no token signed for another purpose is taken for a grant. */
export const GRANT_TYPE = 'egov-grant+jwt';

export const GRANT_ALGORITHM = 'EdDSA';
