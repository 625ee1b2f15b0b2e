import { refusal } from '../reasons.ts';
import type { Dossier } from './dossier.ts';
import type { DossierEvent } from './events.ts';
import { known, ofFile } from './guards.ts';

/** More slips than anybody loses; each is an event of the dossier. */
const MAX_RENEWALS = 20;

/** Gives the dossier's slip a new secret, whatever its state: a slip may be lost after the result. */
export function renewFollowSecret(state: Dossier): readonly DossierEvent[] {
  const { file } = known(state);
  // An imported history has no slip.
  if (file.history !== null) throw refusal('NOT_FOUND');
  if (file.slip >= MAX_RENEWALS) throw refusal('SLIP_RENEWED_TOO_OFTEN', { limit: MAX_RENEWALS });
  return [{ type: 'FollowSecretRenewed', data: ofFile(file) }];
}
