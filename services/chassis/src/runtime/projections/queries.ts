import type { Cell, Row } from './row.ts';

/** The read model as a query reads it: read-only, one snapshot for the whole query. */
export type QueryDb = Readonly<{
  get: <T = Row>(sql: string, ...values: readonly Cell[]) => T | undefined;
  all: <T = Row>(sql: string, ...values: readonly Cell[]) => readonly T[];
  /** Row by row, for results too large for memory. */
  each: <T = Row>(sql: string, ...values: readonly Cell[]) => IterableIterator<T>;
}>;

/** The queries of a service by name. They run in worker threads: argument and result must be plain data. */
// Each query has its own argument; `typedQueries` restores the types.
// oxlint-disable-next-line no-explicit-any
export type Queries = Readonly<Record<string, (db: QueryDb, args: any) => unknown>>;

/** Options of one query. */
export type QueryOptions = Readonly<{
  /**
   * The log position of the caller's last command: the result includes it, or unavailable PROJECTION_BEHIND
   * is thrown.
   */
  minPosition?: bigint | undefined;
  /** For statistics, exports and broad sorts, which must not hold up the quick ones. */
  slow?: boolean | undefined;
  signal?: AbortSignal | undefined;
}>;

/** Runs the queries of one service. */
export type QueryPool = Readonly<{
  query: <T>(name: string, args: object, options?: QueryOptions) => Promise<T>;
  close: () => Promise<void>;
}>;

/** The queries of a module as functions of their argument that answer later. */
export type TypedQueries<Declared> = Readonly<{
  [Name in keyof Declared]: Declared[Name] extends (db: QueryDb) => infer Result
    ? (args: object, options?: QueryOptions) => Promise<Result>
    : Declared[Name] extends (db: QueryDb, args: infer Args extends object) => infer Result
      ? (args: Args, options?: QueryOptions) => Promise<Result>
      : never;
}>;

/** Gives the pool's queries their types: `typedQueries<typeof queries>(pool).listDossiers({ … })`. */
export const typedQueries = <Declared extends Queries>(pool: QueryPool): TypedQueries<Declared> =>
  new Proxy(
    {},
    {
      get: (_target, name) =>
        typeof name === 'string' && name !== 'then'
          ? (args: object, options?: QueryOptions) => pool.query(name, args, options)
          : undefined,
    },
  ) as TypedQueries<Declared>;
