import type { TypedQueries, GrantSigner, KeyedHash, KeyStore, RecordsOf } from '@egov/chassis/application';
import type { aggregates } from '../domain/aggregates.ts';
import type { MessageLimits } from '../domain/dossier/commands.ts';
import type { ProceduresQueries } from '../projections/mod.ts';
import type { Directory, DossierCodes, Papers } from './ports.ts';

/** The dependencies of the use cases; each names those it needs. */
export type Deps = RecordsOf<typeof aggregates> &
  Readonly<{
    read: TypedQueries<ProceduresQueries>;
    directory: Directory;
    papers: Papers;
    codes: DossierCodes;
    keys: Pick<KeyStore, 'isForgotten'>;
    /** Hashes numbers and slips, under a key apart from those of persons. */
    hash: KeyedHash;
    signGrant: GrantSigner;
    messageLimits: MessageLimits;
  }>;
