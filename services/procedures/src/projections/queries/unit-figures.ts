import { timelinessCodes } from '../tables/codes.ts';
import type { QueryDb } from '@egov/chassis/projections';
import { scopeOf } from './statistics-scope.ts';
import type { SettlementScope } from './settlement-report.ts';

/** The main figures of one agency in a period. */
export type UnitFigures = Readonly<{
  agencyId: string;
  received: number;
  releasedInTime: number;
  releasedLate: number;
  ratings: number;
  satisfied: number;
}>;

type Counted = Omit<UnitFigures, 'ratings' | 'satisfied'>;

/**
 * Returns the main figures of each agency that received, released or was rated in a period, most received
 * first.
 */
export function unitFigures(db: QueryDb, { scope }: { scope: SettlementScope }): readonly UnitFigures[] {
  const { from, before, ...where } = scope;
  const { sql, values } = scopeOf(where);
  const counted = db.all<Counted>(
    `SELECT agency_id AS agencyId, sum(came_in_at >= ?1 AND came_in_at < ?2) AS received,
       sum(finished_as = 'released' AND finished_at >= ?1 AND finished_at < ?2
         AND timeliness IS NOT ${timelinessCodes.late}) AS releasedInTime,
       sum(finished_as = 'released' AND finished_at >= ?1 AND finished_at < ?2
         AND timeliness IS ${timelinessCodes.late}) AS releasedLate
     FROM dossier_v1 ${sql} AND ((came_in_at >= ?1 AND came_in_at < ?2) OR (finished_at >= ?1
       AND finished_at < ?2)) GROUP BY agency_id`,
    from,
    before,
    ...values,
  );
  const rated = new Map(
    db
      .all<{ agencyId: string; ratings: number; satisfied: number }>(
        `SELECT d.agency_id AS agencyId, count(*) AS ratings, avg(r.score >= 4) AS satisfied FROM rating_v1 r
          JOIN dossier_v1 d ON d.dossier_id = r.dossier_id
     WHERE r.subject = 'dossier' AND d.came_in_at >= ? AND d.came_in_at < ? AND d.import_id = ?
       GROUP BY d.agency_id`,
        from,
        before,
        scope.importId,
      )
      .map((row) => [row.agencyId, row]),
  );
  return counted
    .map(({ received, releasedInTime, releasedLate, agencyId }) => ({
      agencyId,
      received: received ?? 0,
      releasedInTime: releasedInTime ?? 0,
      releasedLate: releasedLate ?? 0,
      ratings: rated.get(agencyId)?.ratings ?? 0,
      satisfied: rated.get(agencyId)?.satisfied ?? 0,
    }))
    .toSorted((a, b) => b.received - a.received || (a.agencyId < b.agencyId ? -1 : 1));
}
