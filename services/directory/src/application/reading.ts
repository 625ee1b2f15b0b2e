import type { CallContext, QueryOptions, TypedQueries } from '@egov/chassis/application';
import type { LocalDate } from '@egov/chassis/domain';
import { officeDay } from '../domain/local-date.ts';
import type { DirectoryQueries } from '../projections/signatures.ts';

/** The read models, as the use cases ask them. */
export type Read = Readonly<{ read: TypedQueries<DirectoryQueries> }>;

/**
 * What a query is asked with: the day it is answered for (today when not said), and the caller's own last
 * position.
 */
export type AsOf = Readonly<{ asOfDay: LocalDate | undefined }>;
export type Includes = Readonly<{ minPosition: bigint | undefined }>;

export const dayOf = ({ asOfDay }: AsOf, { now }: CallContext): LocalDate => asOfDay ?? officeDay(now);

export const including = ({ minPosition }: Includes, { signal }: CallContext): QueryOptions => ({
  minPosition,
  signal,
});
