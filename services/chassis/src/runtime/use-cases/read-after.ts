import type { CallContext } from '../context/call-context.ts';
import type { QueryOptions } from '../projections/queries.ts';

/** The log position of the caller's own last command, which the result of a query includes. */
export type ReadAfter = Readonly<{ minPosition?: bigint | undefined }>;

/** Returns what the read models are asked with on behalf of a call. */
export const queryOptions = ({ minPosition }: ReadAfter, { signal }: CallContext): QueryOptions => ({
  minPosition,
  signal,
});
