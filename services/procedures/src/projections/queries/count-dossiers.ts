import type { QueryDb } from '@egov/chassis/projections';

/** Counts by state from counter rows: the same cost for ten dossiers and for a million. */
export const countDossiers = (db: QueryDb, { agencies, importId }: { agencies: readonly string[] | null; importId: string }): readonly { state: number; count: number }[] =>
  db.all<{ state: number; count: number }>(
    `SELECT state, sum(count) AS count FROM dossier_v1_count WHERE import_id = ?${agencies ? ` AND agency_id IN (${agencies.map(() => '?').join(', ')})` : ''}
     GROUP BY state HAVING sum(count) > 0 ORDER BY state`, importId, ...(agencies ?? []));
