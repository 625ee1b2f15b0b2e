import { anyOf, where, type Clause, type QueryDb } from '@egov/chassis/projections';
import { stateOf, statesOf, type NationalState } from '../../domain/dossier/national-states.ts';
import { dueOrder, unfinishedStates, waitsForDecision } from '../tables/dossier-table.ts';
import { within } from './dossier-rows.ts';

/** How many dossiers are in a state. */
export type StateCount = Readonly<{ state: NationalState; count: number }>;

export const statesCounted = (rows: readonly Readonly<{ state: number; count: number }>[]): StateCount[] =>
  rows.map(({ state, count }) => ({ state: stateOf(state), count }));

/** Counts by state from counter rows: the same cost for ten dossiers and for a million. */
export function countDossiers(
  db: QueryDb,
  { agencies, importId }: { agencies: readonly string[] | null; importId: string },
): readonly StateCount[] {
  const { sql, values } = where([
    ['import_id = ?', importId],
    agencies === null ? undefined : anyOf('agency_id', agencies),
  ]);
  return statesCounted(
    db.all(
      `SELECT state, sum(count) AS count FROM dossier_v1_count ${sql}
       GROUP BY state HAVING sum(count) > 0 ORDER BY state`,
      ...values,
    ),
  );
}

/** Counting stops here, and so does the walk along the index. */
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
 * Counts dossiers that are late, nearly late, held by an official, and waiting for the decision; each 10,000
 * at most.
 */
export function countDue(
  db: QueryDb,
  { agencies, importId, now, nearlyLateBefore, officialId }: DueCountArgs,
): DueCounts {
  const counted = (...clauses: readonly (Clause | undefined)[]): number => {
    const { sql, values } = where([['d.import_id = ?', importId], ...clauses]);
    return (
      db.get<{ count: number }>(
        `SELECT count(*) AS count FROM (SELECT 1 FROM dossier_v1 d ${sql} LIMIT ${MAX_COUNTED})`,
        ...values,
      )?.count ?? 0
    );
  };
  const due = (from: number, before: number): number => {
    const when: Clause = [
      `d.finished_at IS NULL AND d.state IN (${unfinishedStates.join(', ')}) ` +
        `AND ${dueOrder('d')} >= ? AND ${dueOrder('d')} < ?`,
      from,
      before,
    ];
    if (!agencies) return counted(when);
    const [owned] = anyOf('d.agency_id', agencies);
    const held: Clause = ['d.holder_agency_id <> d.agency_id AND NOT ' + owned, ...agencies];
    const sum =
      counted([owned, ...agencies], when) + counted(anyOf('d.holder_agency_id', agencies), held, when);
    return Math.min(sum, MAX_COUNTED);
  };
  const own = agencies ? within(agencies) : undefined;
  const atWork = statesOf('accepted', 'in-progress');
  return {
    late: due(0, now),
    nearlyLate: due(now, nearlyLateBefore),
    toSign: counted([waitsForDecision], own),
    ofOfficial:
      officialId === undefined
        ? 0
        : counted(['d.holder_official_id = ?', officialId], anyOf('d.state', atWork), own),
  };
}
