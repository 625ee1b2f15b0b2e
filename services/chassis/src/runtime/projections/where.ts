import type { Cell } from './row.ts';

/** A condition in SQL with the values of its question marks. */
export type Clause = readonly [sql: string, ...values: Cell[]];

/** Returns the condition that a column has one of some values. */
export const anyOf = (column: string, values: readonly Cell[]): Clause => [
  `${column} IN (${values.map(() => '?').join(', ')})`,
  ...values,
];

/** Returns the conditions that are given, all of which must hold, as one `WHERE`; none leaves everything. */
export function where(
  clauses: readonly (Clause | undefined)[],
): Readonly<{ sql: string; values: readonly Cell[] }> {
  const given = clauses.filter((clause) => clause !== undefined);
  return {
    sql: given.length === 0 ? '' : `WHERE ${given.map(([sql]) => sql).join(' AND ')}`,
    values: given.flatMap(([, ...values]) => values),
  };
}
