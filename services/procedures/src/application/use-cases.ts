import { typedQueries, type QueryPool, openRecords, wire, type EventLog } from '@egov/chassis/application';
import { aggregates } from '../domain/aggregates.ts';
import type { ProceduresQueries } from '../projections/mod.ts';
import { dossierCodes } from './code-register/dossier-codes.ts';
import type { Deps } from './deps.ts';
import * as dossier from './dossier/mod.ts';
import { plainActs as plainDossierActs } from './dossier/plain-acts.ts';
import * as procedure from './procedure/mod.ts';
import { plainActs as plainProcedureActs } from './procedure/plain-acts.ts';
import * as statistics from './statistics.ts';

/** What the use cases are built from. */
export type Given = Pick<Deps, 'directory' | 'hash' | 'papers' | 'signGrant' | 'messageLimits'> &
  Readonly<{ log: EventLog; queries: QueryPool }>;

/** Wires the use cases to the log and the read models. */
export function useCases({ log, queries, directory, hash, papers, signGrant, messageLimits }: Given) {
  const records = openRecords(log, aggregates);
  const deps: Deps = {
    ...records,
    directory,
    hash,
    papers,
    signGrant,
    messageLimits,
    keys: log.keys,
    codes: dossierCodes({ ...records, directory }),
    read: typedQueries<ProceduresQueries>(queries),
  };
  return {
    ...plainDossierActs(deps),
    ...wire(dossier, deps),
    ...plainProcedureActs(deps),
    ...wire(procedure, deps),
    ...wire(statistics, deps),
  };
}
export type UseCases = ReturnType<typeof useCases>;
