import type { CallContext } from '@egov/chassis/application';
import { known } from '../../domain/dossier/guards.ts';
import { dossierAct, type ActInput, type ActResult } from './dossier-act.ts';
import { followSecret } from './follow-secret.ts';
import { applicantOr } from './who-may.ts';
import type { Deps } from '../deps.ts';

/**
 * Gives a dossier's slip a new secret, for its applicant on `dossier.submit` or the counter on
 * `dossier.receive`; from now on no earlier one follows.
 */
export const renewFollowSecret = ({ hash, ...records }: Pick<Deps, 'dossiers' | 'hash'>) => {
  const renew = dossierAct<ActInput>(records, {
    whoMay: applicantOr('dossier.submit', 'dossier.receive'),
    command: () => ({ type: 'RenewFollowSecret', data: {} }),
  });
  return async (input: ActInput, context: CallContext): Promise<ActResult & Readonly<{ secret: string }>> => {
    const done = await renew(input, context);
    return { ...done, secret: followSecret(hash, known(done.state).file) };
  };
};
