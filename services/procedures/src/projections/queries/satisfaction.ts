import { anyOf, where, type QueryDb } from '@egov/chassis/projections';
import type { StatisticsScope } from './statistics-scope.ts';

/** Averages of the ratings given in a period, 1 to 5; `satisfied` is the share of 4 and 5. */
export type Satisfaction = Readonly<{
  count: number;
  average: number;
  satisfied: number;
  officials: readonly Readonly<{ officialId: string; count: number; average: number }>[];
}>;

export function satisfaction(db: QueryDb, { scope }: { scope: StatisticsScope }): Satisfaction {
  const { sql, values } = where([
    ['d.import_id = ?', scope.importId],
    scope.agencies ? anyOf('r.agency_id', scope.agencies) : undefined,
    scope.procedureId === undefined ? undefined : ['d.procedure_id = ?', scope.procedureId],
    scope.from === undefined ? undefined : ['d.came_in_at >= ?', scope.from],
    scope.before === undefined ? undefined : ['d.came_in_at < ?', scope.before],
  ]);
  const from = `FROM rating_v1 r JOIN dossier_v1 d ON d.dossier_id = r.dossier_id ${sql}`;
  const whole = db.get<{ count: number; average: number | null; satisfied: number | null }>(
    `SELECT count(*) AS count, avg(score) AS average, avg(score >= 4) AS satisfied ${from} ` +
      `AND r.subject = 'dossier'`,
    ...values,
  );
  return {
    count: whole?.count ?? 0,
    average: whole?.average ?? 0,
    satisfied: whole?.satisfied ?? 0,
    officials: db.all<{ officialId: string; count: number; average: number }>(
      `SELECT r.target_id AS officialId, count(*) AS count, avg(r.score) AS average ${from} ` +
        `AND r.subject = 'official' GROUP BY r.target_id ORDER BY count DESC, officialId`,
      ...values,
    ),
  };
}
