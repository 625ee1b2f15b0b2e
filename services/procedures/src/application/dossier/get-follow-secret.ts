import type { CallContext } from '@egov/chassis/application';
import type { DossierId } from '../../domain/ids.ts';
import { followSecret } from './follow-secret.ts';
import { readDossier } from './read-dossier.ts';
import { isApplicant } from './who-may.ts';
import { refusal } from '../../domain/reasons.ts';
import type { Deps } from '../deps.ts';

/** Returns the secret for a dossier's slip, to its applicant or to the counter that prints it. */
export const getFollowSecret = ({ hash, ...deps }: Pick<Deps, 'dossiers' | 'read' | 'hash'>) => {
  const read = readDossier(deps);
  return async ({ dossierId }: Readonly<{ dossierId: DossierId }>, context: CallContext): Promise<string> => {
    const { view } = await read({ dossierId, code: undefined, minPosition: undefined }, context);
    if (view.importId !== null) throw refusal('NOT_FOUND');
    if (!isApplicant(context.principal, view.applicant.personId))
      context.principal.require('dossier.receive', view.agencyId, view.holder.agencyId);
    return followSecret(hash, view);
  };
};
