import type { Cell, Row } from './row.ts';

/** The read model as a query reads it: read-only, one snapshot for the whole query. */
export type QueryDb = Readonly<{
  get: <T = Row>(sql: string, ...values: readonly Cell[]) => T | undefined;
  all: <T = Row>(sql: string, ...values: readonly Cell[]) => readonly T[];
  /** Row by row, for what must not be held at once. */
  each: <T = Row>(sql: string, ...values: readonly Cell[]) => IterableIterator<T>;
}>;

/** The queries of a service by name. They run in worker threads: argument and result must be plain data. */
// Each query has its own argument; `typedQueries` restores the types.
// oxlint-disable-next-line no-explicit-any
export type Queries = Readonly<Record<string, (db: QueryDb, args: any) => unknown>>;

/** What a caller may ask of one query beside its argument. */
export type QueryOptions = Readonly<{
  /**
   * The log position of the caller's own last command: the answer includes it, or is refused as unavailable
   * PROJECTION_BEHIND.
   */
  minPosition?: bigint | undefined;
  /** Statistics, exports and broad sorts, which must not stand in the way of the quick ones. */
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

/** Gives the pool's queries their types back: `typedQueries<typeof queries>(pool).listDossiers({ … })`. */
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
