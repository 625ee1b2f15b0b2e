import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { ProjectionDb } from './projection.ts';
import type { Cell } from './row.ts';
import type { QueryDb } from './queries.ts';

type Bound = string | number | bigint | Uint8Array | null;

/**
 * SQL is written in the code, not composed from data; a cache that grows beyond this is a bug, so it throws.
 */
const MAX_STATEMENTS = 2_000;

const bindable = (values: readonly Cell[]): Bound[] =>
  values.map((value) => (value === undefined ? null : typeof value === 'boolean' ? Number(value) : value));

/** Opens reading and writing on a connection, with each statement prepared once. */
export const statementCache = (db: DatabaseSync): ProjectionDb & QueryDb => {
  const prepared = new Map<string, StatementSync>();
  const statement = (sql: string): StatementSync => {
    const known = prepared.get(sql);
    if (known !== undefined) return known;
    if (prepared.size >= MAX_STATEMENTS)
      throw new RangeError('Too many different statements: pass values as parameters.');
    const made = db.prepare(sql);
    prepared.set(sql, made);
    return made;
  };
  return {
    run: (sql, ...values) => ({ changes: Number(statement(sql).run(...bindable(values)).changes) }),
    get: <T>(sql: string, ...values: readonly Cell[]) =>
      statement(sql).get(...bindable(values)) as T | undefined,
    all: <T>(sql: string, ...values: readonly Cell[]) => statement(sql).all(...bindable(values)) as T[],
    each: <T>(sql: string, ...values: readonly Cell[]) =>
      db.prepare(sql).iterate(...bindable(values)) as IterableIterator<T>,
  };
};
