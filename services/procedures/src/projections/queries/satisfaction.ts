import type { Cell, QueryDb } from '@egov/chassis/projections';
import type { StatisticsScope } from './statistics-scope.ts';

/** Averages of the ratings given in a period, 1 to 5; `satisfied` is the share of 4 and 5. */
export type Satisfaction = Readonly<{
  count: number;
  average: number;
  satisfied: number;
  officials: readonly Readonly<{ officialId: string; count: number; average: number }>[];
}>;

export function satisfaction(db: QueryDb, { scope }: { scope: StatisticsScope }): Satisfaction {
  const clauses: [string, ...Cell[]][] = [['d.import_id = ?', scope.importId]];
  if (scope.agencies)
    clauses.push([`r.agency_id IN (${scope.agencies.map(() => '?').join(', ')})`, ...scope.agencies]);
  if (scope.procedureId !== undefined) clauses.push(['d.procedure_id = ?', scope.procedureId]);
  if (scope.from !== undefined) clauses.push(['d.came_in_at >= ?', scope.from]);
  if (scope.before !== undefined) clauses.push(['d.came_in_at < ?', scope.before]);
  const from =
    'FROM rating_v1 r JOIN dossier_v1 d ON d.dossier_id = r.dossier_id WHERE ' +
    `${clauses.map(([sql]) => sql).join(' AND ')}`;
  const values = clauses.flatMap(([, ...rest]) => rest);
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
