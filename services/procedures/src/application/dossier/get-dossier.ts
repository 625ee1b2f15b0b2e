import type { Instant } from '@egov/chassis/domain';
import type { CallContext } from '@egov/chassis/application';
import type { DossierView } from '../../views/dossier-view.ts';
import { readDossier, type DossierRef } from './read-dossier.ts';
import { shownView } from './shown-dossier.ts';
import type { Deps } from '../deps.ts';

/** Returns one dossier, now or as it was at a revision or an instant. */
export const getDossier = (deps: Pick<Deps, 'dossiers' | 'read'>) => {
  const read = readDossier(deps);
  return async (
    input: DossierRef & Readonly<{ asOfRevision?: bigint | undefined; asOfAt?: Instant | undefined }>,
    context: CallContext,
  ): Promise<DossierView> => {
    const { view, reader } = await read(input, context, { revision: input.asOfRevision, at: input.asOfAt });
    return shownView(view, reader);
  };
};
