import type { TypedQueries, RecordsOf } from '@egov/chassis/application';
import type { aggregates } from '../domain/aggregates.ts';
import type { DirectoryQueries } from '../projections/mod.ts';

/** The dependencies of the use cases; each names those it needs. */
export type Deps = RecordsOf<typeof aggregates> & Readonly<{ read: TypedQueries<DirectoryQueries> }>;
