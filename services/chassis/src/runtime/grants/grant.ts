/**
 * What the service that owns a record lets one person do with something that another service stores. It is
 * signed by the first, carried by the person, and verified by the second, which knows no record.
 */
export type Grant = Readonly<{
  /** The service that verifies it. */
  audience: string;
  /** The subject of the token of the person it is for. */
  subject: string;
  /** What they may do, e.g. `read`. */
  verb: string;
  /** What they may do it with, in the terms of the service that stores it. */
  thing: string;
  /** The person in whose name the thing is stored. */
  owner: string;
  /** The record that names the thing, e.g. `dossier:<uuid>`. */
  record: string;
}>;

/**
 * Long enough for a page and its files over a slow connection, short enough that a copied grant is soon
 * worthless.
 */
export const GRANT_SECONDS = 300;

/** Set in the header, so that no token signed for another purpose passes as a grant. */
export const GRANT_TYPE = 'egov-grant+jwt';

export const GRANT_ALGORITHM = 'EdDSA';
