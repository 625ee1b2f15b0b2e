import { refusal, type Reason } from '../reasons.ts';
import type { Dossier, DossierFile, DossierIn, KnownDossier } from './dossier.ts';
import type { Of } from './events.ts';
import { allowedMoves, mayMove, nationalStates, type NationalState } from './national-states.ts';

/** The part of an event that identifies its dossier. */
export const ofFile = ({ dossierId, agencyId, rules: { code } }: DossierFile): Of => ({
  dossierId,
  agencyId,
  procedureCode: code,
});

/** The same for an event with words about the applicant. */
export const aboutApplicant = (file: DossierFile) => ({ ...ofFile(file), personId: file.personId });

export function known(state: Dossier): KnownDossier {
  if (state.phase === 'unknown') throw refusal('NOT_FOUND');
  return state;
}

/** Returns the dossier if it is in one of the states; refuses with the reason otherwise. */
export function standingIn<Phase extends NationalState>(
  state: Dossier,
  phases: readonly Phase[],
  refuseAs: Reason,
): DossierIn<Phase> {
  const dossier = known(state);
  if (!isIn(dossier, phases)) throw refusal(refuseAs, { state: nationalStates[dossier.phase] });
  return dossier;
}

const isIn = <Phase extends NationalState>(
  dossier: KnownDossier,
  phases: readonly Phase[],
): dossier is DossierIn<Phase> => phases.some((phase) => phase === dossier.phase);

/**
 * Returns the dossier if the national states let it move there; refuses DOSSIER_CLOSED in a final state, else
 * with the reason.
 */
export function movable(state: Dossier, to: NationalState, refuseAs: Reason): KnownDossier {
  const dossier = known(state);
  if (mayMove(dossier.phase, to)) return dossier;
  throw refusal(allowedMoves[dossier.phase].length === 0 ? 'DOSSIER_CLOSED' : refuseAs, {
    state: nationalStates[dossier.phase],
  });
}

/**
 * Returns the dossier if it is in progress and not suspended; refuses DOSSIER_SUSPENDED, otherwise with the
 * reason.
 */
export function attended<Phase extends NationalState>(
  state: Dossier,
  phases: readonly Phase[],
  refuseAs: Reason,
): DossierIn<Phase> {
  const dossier = standingIn(state, phases, refuseAs);
  if (isSuspended(dossier)) throw refusal('DOSSIER_SUSPENDED');
  return dossier;
}

const isSuspended = (dossier: KnownDossier): boolean =>
  dossier.phase === 'in-progress' && dossier.asked !== null;

export function needReason(text: string, field: string): void {
  if (text.trim() === '') throw refusal('REASON_NEEDED', { field });
}
