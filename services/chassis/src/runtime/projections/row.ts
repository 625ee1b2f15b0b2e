/** A value of a row; `undefined` is stored as NULL, `true` and `false` as 1 and 0. */
export type Cell = string | number | bigint | boolean | Uint8Array | null | undefined;

/** One row as read. */
export type Row = Readonly<Record<string, string | number | bigint | Uint8Array | null>>;
