import { ftsQuery, type QueryDb } from '@egov/chassis/projections';
import { dueOrder } from '../tables/dossier-table.ts';
import {
  anyOf,
  within,
  type Clause,
  type DossierRow,
  type ListArgs,
  type ListResult,
} from './list-dossiers.ts';

/** A list as it was recorded at an instant, milliseconds since 1970. */
export type PastListArgs = ListArgs & Readonly<{ asOf: number }>;

/** Left the desk: not accepted, withdrawn, stopped, resolved, returned. */
const unfinished = 's.state NOT IN (3, 7, 8, 9, 10)';

const received = 'iif(d.received_at <= moment.as_of, d.received_at, d.came_in_at)';
const columns = `d.key, d.dossier_id,
  CASE WHEN s.state <> 1 AND d.received_at <= moment.as_of THEN d.code END AS code,
  d.temporary_id, s.state, d.procedure_code, d.procedure_name, d.applicant_name, d.agency_id,
  s.holder_agency_id, s.holder_official_id, d.channel, ${received} AS received_at, s.due,
  s.paused_since AS waiting_since, iif(s.state IN (9, 10), d.released_at, NULL) AS released_at,
  iif(s.state IN (9, 10), d.timeliness, NULL) AS timeliness, s.revision`;

const from = `(SELECT ? AS as_of) moment CROSS JOIN dossier_v1 d
  JOIN dossier_standing_v1 s ON s.dossier_id = d.dossier_id
  AND s.revision = (SELECT max(c.revision) FROM dossier_standing_v1 c WHERE c.dossier_id = d.dossier_id
    AND c.recorded <= moment.as_of)`;

/**
 * Answers a page of the list as it was recorded at an instant: state, holder, due time and pause of then.
 * Whose dossiers the caller may see is as of today. Reads every dossier of the scope that had come in, so on
 * the slow lane.
 */
export function listPastDossiers(db: QueryDb, args: PastListArgs): ListResult {
  const { asOf, order, after, size } = args;
  const clauses = pastClauses(args);
  if (order === 'due') clauses.push([unfinished]);
  if (after)
    clauses.push([
      order === 'due' ? `(${dueOrder('s')}, d.key) > (?, ?)` : `(${received}, d.key) < (?, ?)`,
      ...after,
    ]);
  const rows = db.all<DossierRow>(
    `SELECT ${columns} FROM ${from} WHERE ${clauses.map(([sql]) => sql).join(' AND ')}
     ORDER BY ${order === 'due' ? `${dueOrder('s')}, d.key` : `${received} DESC, d.key DESC`} LIMIT ?`,
    asOf,
    ...clauses.flatMap(([, ...values]) => values),
    size + 1,
  );
  return { rows: rows.slice(0, size), more: rows.length > size };
}

/** Counts by state as recorded at an instant. */
export function countPastDossiers(
  db: QueryDb,
  { agencies, importId, asOf }: { agencies: readonly string[] | null; importId: string; asOf: number },
): readonly { state: number; count: number }[] {
  const clauses = pastClauses({ agencies, filter: { importId }, asOf });
  return db.all(
    `SELECT s.state AS state, count(*) AS count FROM ${from} ` +
      `WHERE ${clauses.map(([sql]) => sql).join(' AND ')} GROUP BY s.state ORDER BY s.state`,
    asOf,
    ...clauses.flatMap(([, ...values]) => values),
  );
}

function pastClauses({
  agencies,
  filter,
  asOf,
}: Pick<PastListArgs, 'agencies' | 'filter' | 'asOf'>): Clause[] {
  const words = filter.text ? ftsQuery(filter.text) : undefined;
  const clauses: (Clause | undefined)[] = [
    ['d.import_id = ?', filter.importId],
    ['d.came_in_at <= ?', asOf],
    agencies ? within(agencies) : undefined,
    filter.states && filter.states.length > 0 ? anyOf('s.state', filter.states) : undefined,
    filter.officialId === undefined ? undefined : ['s.holder_official_id = ?', filter.officialId],
    filter.procedureId === undefined ? undefined : ['d.procedure_id = ?', filter.procedureId],
    filter.personId === undefined ? undefined : ['d.person_id = ?', filter.personId],
    filter.channel === undefined ? undefined : ['d.channel = ?', filter.channel],
    filter.dueFromAt === undefined ? undefined : [`${unfinished} AND s.due >= ?`, filter.dueFromAt],
    filter.dueBeforeAt === undefined ? undefined : [`${unfinished} AND s.due < ?`, filter.dueBeforeAt],
    filter.receivedFromAt === undefined ? undefined : ['d.came_in_at >= ?', filter.receivedFromAt],
    filter.receivedBeforeAt === undefined ? undefined : ['d.came_in_at < ?', filter.receivedBeforeAt],
    filter.text
      ? [
          '(d.code = ? OR d.key IN (SELECT t.rowid FROM dossier_v1_text t WHERE t.dossier_v1_text MATCH ?))',
          filter.text.trim().toUpperCase(),
          words === undefined ? '""' : `words : (${words})`,
        ]
      : undefined,
  ];
  return clauses.filter((clause) => clause !== undefined);
}
