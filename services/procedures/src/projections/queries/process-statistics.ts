import type { QueryDb } from '@egov/chassis/projections';
import { processFigures, type NamedCount, type ProcessFigures, type StepRow } from './process-figures.ts';
import { scopeOf, type StatisticsScope } from './statistics-scope.ts';

/** An attribute with more values than this is a name, not a class. */
const mostValues = 50;
/** The attribute that names a case in IEEE 1849 (XES): never a class, however few the cases. */
const caseName = 'concept:name';

/** Process mining figures of the scope, with those from the dossiers themselves. */
export type ProcessStatistics = ProcessFigures &
  Readonly<{
    cases: number;
    /** How many there are, including beyond the requested rows. */
    variantCount: number;
    activityCount: number;
    flaggedSteps: number;
    caseAttributes: readonly Readonly<{ attribute: string; values: readonly NamedCount[] }>[];
    /** Null if no dossier of the scope has both a deadline and an end. */
    closed: Readonly<{ afterDeadline: number; inTime: number }> | null;
  }>;

/** Mines the dossiers of a scope. Reads all its steps, so on the slow lane. */
export function processStatistics(
  db: QueryDb,
  { scope, top }: { scope: StatisticsScope; top: number },
): ProcessStatistics {
  const { sql, values } = scopeOf(scope);
  const cases = `SELECT key FROM dossier_step_v2_case ${sql}`;
  const figures = processFigures(stepRows(db, cases, values));
  const totals = db.get<{ cases: number; flagged: number }>(
    `SELECT (SELECT count(*) FROM dossier_step_v2_case ${sql}) AS cases,
       (SELECT count(*) FROM dossier_step_v2 WHERE flagged = 1 AND case_key IN (${cases})) AS flagged`,
    ...values,
    ...values,
  );
  return {
    ...figures,
    variants: figures.variants.slice(0, top),
    directlyFollows: figures.directlyFollows.slice(0, top),
    activityCounts: figures.activityCounts.slice(0, top),
    cases: totals?.cases ?? 0,
    variantCount: figures.variants.length,
    activityCount: figures.activityCounts.length,
    flaggedSteps: totals?.flagged ?? 0,
    caseAttributes: caseAttributes(db, cases, values),
    closed: closed(db, scope),
  };
}

function* stepRows(
  db: QueryDb,
  cases: string,
  values: ReturnType<typeof scopeOf>['values'],
): Iterable<StepRow> {
  const names = new Map(
    db
      .all<{ id: number; name: string }>('SELECT id, name FROM dossier_step_v2_name')
      .map(({ id, name }) => [id, name]),
  );
  type Stored = { case_key: number; activity: number; resource: number | null; at: number };
  for (const row of db.each<Stored>(
    `SELECT case_key, activity, resource, at FROM dossier_step_v2 WHERE case_key IN (${cases}) ` +
      'ORDER BY case_key, seq',
    ...values,
  )) {
    yield {
      caseKey: row.case_key,
      activity: names.get(row.activity) ?? '',
      resource: row.resource === null ? null : (names.get(row.resource) ?? ''),
      at: row.at,
    };
  }
}

function caseAttributes(
  db: QueryDb,
  cases: string,
  values: ReturnType<typeof scopeOf>['values'],
): ProcessStatistics['caseAttributes'] {
  const rows = db.all<{ attribute: string; value: string; count: number }>(
    `SELECT a.name AS attribute, x.value, count(*) AS count FROM dossier_step_v2_attribute x
       JOIN dossier_step_v2_name a ON a.id = x.attribute
     WHERE a.name <> ? AND x.case_key IN (${cases}) GROUP BY x.attribute, x.value
       ORDER BY attribute, count DESC, value`,
    caseName,
    ...values,
  );
  return [...Map.groupBy(rows, ({ attribute }) => attribute)]
    .filter(([, list]) => list.length <= mostValues)
    .map(([attribute, list]) => ({
      attribute,
      values: list.map(({ value, count }) => ({ name: value, count })),
    }));
}

function closed(db: QueryDb, scope: StatisticsScope): ProcessStatistics['closed'] {
  const { sql, values } = scopeOf(scope);
  // An imported history has its own deadline and end; a live dossier has its due time and its release.
  const row = db.get<{ after: number | null; inTime: number | null; judged: number }>(
    `SELECT sum(ended > limited) AS after, sum(ended <= limited) AS inTime, count(*) AS judged FROM (
       SELECT coalesce(end_date, released_at) AS ended, coalesce(deadline, due) AS limited FROM dossier_v1
         ${sql}
     ) WHERE ended IS NOT NULL AND limited IS NOT NULL`,
    ...values,
  );
  return row && row.judged > 0 ? { afterDeadline: row.after ?? 0, inTime: row.inTime ?? 0 } : null;
}
