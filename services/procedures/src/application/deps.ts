import type { TypedQueries, GrantSigner, KeyStore, RecordsOf } from '@egov/chassis/application';
import type { aggregates } from '../domain/aggregates.ts';
import type { ProceduresQueries } from '../projections/mod.ts';
import type { Directory, DossierCodes } from './ports.ts';

/** What the use cases stand on; each names what it needs of it. */
export type Deps = RecordsOf<typeof aggregates> &
  Readonly<{
    read: TypedQueries<ProceduresQueries>;
    directory: Directory;
    codes: DossierCodes;
    keys: Pick<KeyStore, 'lookup'>;
    signGrant: GrantSigner;
  }>;
