import { refusal, type Reason } from '../reasons.ts';
import type { Dossier, DossierFile, DossierIn, KnownDossier } from './dossier.ts';
import type { Of } from './events.ts';
import { allowedMoves, mayMove, nationalStates, type NationalState } from './national-states.ts';

/** Which dossier an event of it is about. */
export const ofFile = ({ dossierId, agencyId, rules: { code } }: DossierFile): Of => ({
  dossierId,
  agencyId,
  procedureCode: code,
});

export function known(state: Dossier): KnownDossier {
  if (state.phase === 'unknown') throw refusal('NOT_FOUND');
  return state;
}

/** Answers the dossier while it is in one of the states; refuses by the reason otherwise. */
export function standingIn<Phase extends NationalState>(
  state: Dossier,
  phases: readonly Phase[],
  otherwise: Reason,
): DossierIn<Phase> {
  const dossier = known(state);
  if (!isIn(dossier, phases)) throw refusal(otherwise, { state: nationalStates[dossier.phase] });
  return dossier;
}

const isIn = <Phase extends NationalState>(
  dossier: KnownDossier,
  phases: readonly Phase[],
): dossier is DossierIn<Phase> => phases.some((phase) => phase === dossier.phase);

/**
 * Answers the dossier while the national states let it go there; refuses DOSSIER_CLOSED at the end of its
 * life, else by the reason.
 */
export function movable(state: Dossier, to: NationalState, otherwise: Reason): KnownDossier {
  const dossier = known(state);
  if (mayMove(dossier.phase, to)) return dossier;
  throw refusal(allowedMoves[dossier.phase].length === 0 ? 'DOSSIER_CLOSED' : otherwise, {
    state: nationalStates[dossier.phase],
  });
}

/**
 * Answers the dossier while its clock runs in the office's own hands; refuses DOSSIER_SUSPENDED, and by the
 * reason otherwise.
 */
export function attended<Phase extends NationalState>(
  state: Dossier,
  phases: readonly Phase[],
  otherwise: Reason,
): DossierIn<Phase> {
  const dossier = standingIn(state, phases, otherwise);
  if (isSuspended(dossier)) throw refusal('DOSSIER_SUSPENDED');
  return dossier;
}

const isSuspended = (dossier: KnownDossier): boolean =>
  dossier.phase === 'in-progress' && dossier.authorityAsked !== null;

export function needReason(text: string, field: string): void {
  if (text.trim() === '') throw refusal('REASON_NEEDED', { field });
}
