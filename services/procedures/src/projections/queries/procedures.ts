import { foldVietnamese } from '@egov/chassis/domain';
import {
  pageOf,
  pageToken,
  where,
  type Clause,
  type Page,
  type PageAsked,
  type QueryDb,
} from '@egov/chassis/projections';
import type { ProcedureTerms } from '../../domain/procedure/terms.ts';

/** One version as stored; dates are local days, instants ISO. */
export type ProcedureVersionView = Readonly<{
  procedureId: string;
  version: number;
  published: boolean;
  inForceFrom: string;
  terms: ProcedureTerms;
  proposedBy: string;
  publishedBy: string | null;
  publishedAt: string | null;
}>;

/** A procedure with the version in force on the requested day; null if there is none. */
export type ProcedureView = Readonly<{
  procedureId: string;
  current: ProcedureVersionView | null;
  retiredOn: string | null;
  revision: number;
}>;

type Stored = {
  procedure_id: string;
  version: number;
  published: number;
  in_force_from: string;
  terms: string;
  proposed_by: string;
  published_by: string | null;
  published_at: string | null;
};

const versionOf = (row: Stored): ProcedureVersionView => ({
  procedureId: row.procedure_id,
  version: row.version,
  published: row.published === 1,
  inForceFrom: row.in_force_from,
  terms: JSON.parse(row.terms) as ProcedureTerms,
  proposedBy: row.proposed_by,
  publishedBy: row.published_by,
  publishedAt: row.published_at,
});

const inForce = `p.published = 1 AND p.in_force_from <= ? AND p.version = (
  SELECT q.version FROM procedure_v1 q WHERE q.procedure_id = p.procedure_id AND q.published = 1
    AND q.in_force_from <= ? ORDER BY q.in_force_from DESC, q.version DESC LIMIT 1)`;

/** The procedure with an id, or published under a national code, as of a local day. */
export function getProcedure(
  db: QueryDb,
  { procedureId, code, asOf }: { procedureId?: string; code?: string; asOf: string },
): ProcedureView | null {
  const id =
    procedureId ??
    db.get<{ procedure_id: string }>(
      'SELECT procedure_id FROM procedure_v1 WHERE code = ? AND published = 1 ' +
        "ORDER BY json_extract(terms, '$.recorded'), in_force_from DESC LIMIT 1",
      code,
    )?.procedure_id;
  const record = db.get<{ retired_on: string | null; revision: number }>(
    'SELECT retired_on, revision FROM procedure_v1_record WHERE procedure_id = ?',
    id,
  );
  if (id === undefined || !record) return null;
  const current = db.get<Stored>(
    `SELECT p.* FROM procedure_v1 p WHERE p.procedure_id = ? AND ${inForce}`,
    id,
    asOf,
    asOf,
  );
  return {
    procedureId: id,
    current: current && !(record.retired_on !== null && record.retired_on < asOf) ? versionOf(current) : null,
    retiredOn: record.retired_on,
    revision: record.revision,
  };
}

/** Every version of a procedure by number, including proposed ones. */
export const listProcedureVersions = (
  db: QueryDb,
  { procedureId }: { procedureId: string },
): readonly ProcedureVersionView[] =>
  db
    .all<Stored>('SELECT * FROM procedure_v1 WHERE procedure_id = ? ORDER BY version', procedureId)
    .map(versionOf);

/** Which procedures are listed. What is absent does not narrow. */
export type ListProcedures = PageAsked &
  Readonly<{
    text?: string | undefined;
    field?: string | undefined;
    agencyId?: string | undefined;
    applicant?: string | undefined;
    asOf: string;
  }>;

/**
 * The procedures in force on a day by code; every search word must occur in code or name, with or without
 * diacritics.
 */
export function listProcedures(
  db: QueryDb,
  { pageSize: size, pageToken: token, ...query }: ListProcedures,
): Page<ProcedureView> {
  const { text, field, agencyId, applicant, asOf } = query;
  const after = pageToken.decode(query, token, 2);
  const words = foldVietnamese(text ?? '')
    .split(/\s+/u)
    .filter(Boolean);
  const { sql, values } = where([
    [inForce, asOf, asOf],
    ['(r.retired_on IS NULL OR r.retired_on >= ?)', asOf],
    ...words.map((word): Clause => ['instr(p.folded, ?) > 0', word]),
    field === undefined ? undefined : ['p.field = ?', field],
    agencyId === undefined ? undefined : ['p.agency_id = ?', agencyId],
    applicant === undefined
      ? undefined
      : [
          "(json_array_length(p.terms, '$.applicants') = 0 OR EXISTS (SELECT 1 FROM json_each(p.terms, " +
            "'$.applicants') WHERE value = ?))",
          applicant,
        ],
    after && ['(p.code, p.procedure_id) > (?, ?)', ...after],
  ]);
  const rows = db.all<Stored & { code: string; retired_on: string | null; revision: number }>(
    `SELECT p.*, r.retired_on, r.revision FROM procedure_v1 p
      JOIN procedure_v1_record r ON r.procedure_id = p.procedure_id
     ${sql} ORDER BY p.code, p.procedure_id LIMIT ?`,
    ...values,
    size + 1,
  );
  return pageOf(rows, {
    query,
    size,
    key: ({ code, procedure_id: procedureId }) => [code, procedureId],
    item: (row) => ({
      procedureId: row.procedure_id,
      current: versionOf(row),
      retiredOn: row.retired_on,
      revision: row.revision,
    }),
  });
}
