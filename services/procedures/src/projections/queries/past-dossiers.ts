import {
  anyOf,
  ftsQuery,
  pageToken,
  where,
  type Clause,
  type Page,
  type QueryDb,
} from '@egov/chassis/projections';
import { nationalStates, statesOf } from '../../domain/dossier/national-states.ts';
import { dueOrder, unfinishedStates, wordIndex } from '../tables/dossier-table.ts';
import { statesCounted, type StateCount } from './count-dossiers.ts';
import {
  dossierPage,
  within,
  type DossierRow,
  type ListDossiers,
  type ListedDossier,
} from './dossier-rows.ts';

/** A list as it was recorded at an instant, milliseconds since 1970. */
export type ListPastDossiers = ListDossiers & Readonly<{ asOf: number }>;

const unfinished = `s.state IN (${unfinishedStates.join(', ')})`;
const released = `s.state IN (${statesOf('resolved', 'returned').join(', ')})`;

const received = 'iif(d.received_at <= moment.as_of, d.received_at, d.came_in_at)';
const columns = `d.key, d.dossier_id,
  CASE WHEN s.state <> ${nationalStates.registered} AND d.received_at <= moment.as_of THEN d.code END AS code,
  d.temporary_id, s.state, d.procedure_code, d.procedure_name, d.applicant_name, d.agency_id,
  s.holder_agency_id, s.holder_official_id, d.channel, ${received} AS received_at, s.due,
  s.paused_since AS waiting_since, iif(${released}, d.released_at, NULL) AS released_at,
  iif(${released}, d.timeliness, NULL) AS timeliness, s.revision`;

const from = `(SELECT ? AS as_of) moment CROSS JOIN dossier_v1 d
  JOIN dossier_standing_v1 s ON s.dossier_id = d.dossier_id
  AND s.revision = (SELECT max(c.revision) FROM dossier_standing_v1 c WHERE c.dossier_id = d.dossier_id
    AND c.recorded <= moment.as_of)`;

/**
 * Returns a page of the list as it was recorded at an instant: state, holder, due time and pause as of then.
 * Which dossiers the caller may see is as of today. Reads every dossier of the scope submitted by then, so on
 * the slow lane.
 */
export function listPastDossiers(
  db: QueryDb,
  { pageSize: size, pageToken: token, ...query }: ListPastDossiers,
): Page<ListedDossier> {
  const byDue = query.order === 'due';
  const after = pageToken.decode(query, token, 2);
  const { sql, values } = where([
    ...pastClauses(query),
    byDue ? [unfinished] : undefined,
    after && [byDue ? `(${dueOrder('s')}, d.key) > (?, ?)` : `(${received}, d.key) < (?, ?)`, ...after],
  ]);
  const rows = db.all<DossierRow>(
    `SELECT ${columns} FROM ${from} ${sql}
     ORDER BY ${byDue ? `${dueOrder('s')}, d.key` : `${received} DESC, d.key DESC`} LIMIT ?`,
    query.asOf,
    ...values,
    size + 1,
  );
  return dossierPage(rows, query, size);
}

/** Counts by state as recorded at an instant. */
export function countPastDossiers(
  db: QueryDb,
  { agencies, importId, asOf }: { agencies: readonly string[] | null; importId: string; asOf: number },
): readonly StateCount[] {
  const { sql, values } = where(pastClauses({ agencies, personal: false, filter: { importId }, asOf }));
  return statesCounted(
    db.all(
      `SELECT s.state, count(*) AS count FROM ${from} ${sql} GROUP BY s.state ORDER BY s.state`,
      asOf,
      ...values,
    ),
  );
}

function pastClauses({
  agencies,
  personal,
  filter,
  asOf,
}: Pick<ListPastDossiers, 'agencies' | 'personal' | 'filter' | 'asOf'>): (Clause | undefined)[] {
  const index = wordIndex(personal);
  const words = filter.text ? ftsQuery(filter.text) : undefined;
  return [
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
          `(d.code = ? OR d.key IN (SELECT t.rowid FROM ${index} t WHERE t.${index} MATCH ?))`,
          filter.text.trim().toUpperCase(),
          words === undefined ? '""' : `words : (${words})`,
        ]
      : undefined,
  ];
}
