import type { Instant } from '@egov/chassis/domain';
import type { CallContext } from '@egov/chassis/application';
import { readDossier, type ReadDossier, type DossierRef } from './read-dossier.ts';
import type { Deps } from '../deps.ts';

/** Returns one dossier, now or as it was at a revision or an instant. */
export const getDossier = (deps: Pick<Deps, 'dossiers' | 'read'>) => {
  const read = readDossier(deps);
  return (
    input: DossierRef & Readonly<{ asOfRevision?: bigint | undefined; asOfAt?: Instant | undefined }>,
    context: CallContext,
  ): Promise<ReadDossier> => read(input, context, { revision: input.asOfRevision, at: input.asOfAt });
};
