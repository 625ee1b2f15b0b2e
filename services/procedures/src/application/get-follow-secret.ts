import type { CallContext, KeyStore } from '@egov/chassis/application';
import type { DossierId } from '../domain/ids.ts';
import { followSecret } from './follow-secret.ts';
import { readDossier } from './read-dossier.ts';
import { isApplicant } from './who-may.ts';
import { refusal } from '../domain/reasons.ts';

/** Answers the secret for a dossier's slip, to its applicant or to the counter that prints it. */
export const getFollowSecret = ({
  keys,
  ...deps
}: Parameters<typeof readDossier>[0] & Readonly<{ keys: Pick<KeyStore, 'lookup'> }>) => {
  const read = readDossier(deps);
  return async ({ dossierId }: Readonly<{ dossierId: DossierId }>, context: CallContext): Promise<string> => {
    const { view } = await read({ dossierId, code: undefined, minPosition: undefined }, context);
    if (view.importId !== null) throw refusal('NOT_FOUND');
    if (!isApplicant(context.principal, view.applicant.personId))
      context.principal.require('dossier.receive', view.agencyId, view.holder.agencyId);
    return followSecret(keys, dossierId);
  };
};
