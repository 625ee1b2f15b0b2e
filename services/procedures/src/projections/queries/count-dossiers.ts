import type { Cell, QueryDb } from '@egov/chassis/projections';
import { dueOrder, unfinishedStates } from '../tables/dossier-table.ts';

/** Counts by state from counter rows: the same cost for ten dossiers and for a million. */
export const countDossiers = (
  db: QueryDb,
  { agencies, importId }: { agencies: readonly string[] | null; importId: string },
): readonly { state: number; count: number }[] =>
  db.all<{ state: number; count: number }>(
    `SELECT state, sum(count) AS count FROM dossier_v1_count
      WHERE import_id = ?${agencies ? ` AND agency_id IN (${agencies.map(() => '?').join(', ')})` : ''}
     GROUP BY state HAVING sum(count) > 0 ORDER BY state`,
    importId,
    ...(agencies ?? []),
  );

/** More than this nobody counts; the walk along the index ends there. */
export const MAX_COUNTED = 10_000;

/** What to count by due time and holder; instants in milliseconds. */
export type DueCountArgs = Readonly<{
  agencies: readonly string[] | null;
  importId: string;
  now: number;
  nearlyLateBefore: number;
  officialId: string | undefined;
}>;
export type DueCounts = Readonly<{ late: number; nearlyLate: number; ofOfficial: number; toSign: number }>;

/**
 * Counts what is late, nearly late, on an official's own desk, and waiting for the decision; each 10,000 at
 * most.
 */
export function countDue(
  db: QueryDb,
  { agencies, importId, now, nearlyLateBefore, officialId }: DueCountArgs,
): DueCounts {
  const counted = (where: string, ...values: Cell[]): number =>
    db.get<{ count: number }>(
      'SELECT count(*) AS count FROM (SELECT 1 FROM dossier_v1 d WHERE d.import_id = ? ' +
        `AND ${where} LIMIT ${MAX_COUNTED})`,
      importId,
      ...values,
    )?.count ?? 0;
  const due = (from: number, before: number): number => {
    const when =
      `d.finished_at IS NULL AND d.state IN (${unfinishedStates.join(', ')}) ` +
      `AND ${dueOrder('d')} >= ? AND ${dueOrder('d')} < ?`;
    if (!agencies) return counted(when, from, before);
    const list = agencies.map(() => '?').join(', ');
    const sum =
      counted(`d.agency_id IN (${list}) AND ${when}`, ...agencies, from, before) +
      counted(
        `d.holder_agency_id IN (${list}) AND d.holder_agency_id ` +
          `<> d.agency_id AND d.agency_id NOT IN (${list}) AND ${when}`,
        ...agencies,
        ...agencies,
        from,
        before,
      );
    return Math.min(sum, MAX_COUNTED);
  };
  const [within, own] = agencies
    ? [
        `AND (d.agency_id IN (${agencies.map(() => '?').join(', ')}) ` +
          `OR d.holder_agency_id IN (${agencies.map(() => '?').join(', ')}))`,
        [...agencies, ...agencies],
      ]
    : ['', []];
  return {
    late: due(0, now),
    nearlyLate: due(now, nearlyLateBefore),
    toSign: counted(`d.to_sign = 1 AND +d.state = 4 ${within}`, ...own),
    ofOfficial:
      officialId === undefined
        ? 0
        : counted(`d.holder_official_id = ? AND d.state IN (2, 4) ${within}`, officialId, ...own),
  };
}
