import type { TypedQueries, PersonRecords, RecordsOf } from '@egov/chassis/application';
import type { aggregates } from '../domain/aggregates.ts';
import type { DirectoryQueries } from '../projections/mod.ts';

/** What the use cases stand on; each names what it needs of it. */
export type Deps = RecordsOf<typeof aggregates> &
  Readonly<{ persons: PersonRecords; read: TypedQueries<DirectoryQueries> }>;
