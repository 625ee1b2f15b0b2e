import type { Cell, Row } from './row.ts';

/** The read model as a query reads it: read-only, one snapshot for the whole query. */
export type QueryDb = Readonly<{
  get: <T = Row>(sql: string, ...values: readonly Cell[]) => T | undefined;
  all: <T = Row>(sql: string, ...values: readonly Cell[]) => readonly T[];
  /** Row by row, for what must not be held at once. */
  each: <T = Row>(sql: string, ...values: readonly Cell[]) => IterableIterator<T>;
}>;

/** The queries of a service by name. They run in worker threads: argument and result must be plain data. */
// Each query has its own argument; `queries` and `typedQueries` restore the types.
// oxlint-disable-next-line no-explicit-any
export type Queries = Readonly<Record<string, (db: QueryDb, args: any) => unknown>>;

/** How the callers see the queries: `{ listDossiers: (args: ListArgs) => DossierPage }`. */
export type QuerySignatures = Readonly<Record<string, (args: never) => unknown>>;

/**
 * Declares queries against their signatures: `queries<ProceduresQueries>({ listDossiers: (db, args) => … })`.
 */
export const queries = <S extends { readonly [Name in keyof S]: (args: never) => unknown }>(
  declared: Readonly<{
    [Name in keyof S]: (db: QueryDb, args: Parameters<S[Name]>[0]) => ReturnType<S[Name]>;
  }>,
): Queries => declared as Queries;

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

/** The queries as functions that answer later. */
export type TypedQueries<S> = Readonly<{
  [Name in keyof S]: S[Name] extends (args: infer Args extends object) => infer Result
    ? (args: Args, options?: QueryOptions) => Promise<Awaited<Result>>
    : never;
}>;

/** Gives the pool's queries their types back: `typedQueries<ProceduresQueries>(pool).listDossiers({ … })`. */
export const typedQueries = <S extends { readonly [Name in keyof S]: (args: never) => unknown }>(
  pool: QueryPool,
): TypedQueries<S> =>
  new Proxy(
    {},
    {
      get: (_target, name) =>
        typeof name === 'string' && name !== 'then'
          ? (args: object, options?: QueryOptions) => pool.query(name, args, options)
          : undefined,
    },
  ) as TypedQueries<S>;
