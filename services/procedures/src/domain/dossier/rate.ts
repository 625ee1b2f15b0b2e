import { refusal } from '../reasons.ts';
import type { RateDossier } from './commands.ts';
import type { Dossier, DossierFile } from './dossier.ts';
import type { DossierEvent, Score } from './events.ts';
import { aboutApplicant, known } from './guards.ts';
import { ratingKey } from './rating-key.ts';

const SCALE: readonly number[] = [1, 2, 3, 4, 5] satisfies readonly Score[];

const isScore = (score: number): score is Score => SCALE.includes(score);

function checkTarget(
  { subject, targetId }: RateDossier['data'],
  { step, completedSteps, officials }: DossierFile,
): void {
  if (
    subject === 'step' &&
    step?.stepId !== targetId &&
    !completedSteps.some((stepId) => stepId === targetId)
  ) {
    throw refusal('NOTHING_TO_RATE', { stepId: targetId ?? '' });
  }
  if (subject === 'official' && !officials.some((official) => official === targetId)) {
    throw refusal('OFFICIAL_UNKNOWN', { officialId: targetId ?? '' });
  }
}

/**
 * The rating slip comes with the forms of acceptance, supplement and refusal: before the first of them there
 * is nothing to rate.
 */
export function rate({ data, meta }: RateDossier, state: Dossier): readonly DossierEvent[] {
  const { phase, file } = known(state);
  const { subject, targetId, score, comment } = data;
  if (!isScore(score)) throw refusal('SCORE_OUT_OF_RANGE', { field: 'score' });
  if (phase === 'registered' && file.supplement === null) throw refusal('NOTHING_TO_RATE');
  if (file.history === null && file.officials.includes(meta.actor.id)) throw refusal('RATING_BY_OFFICIAL');
  checkTarget(data, file);
  const rated = { subject, targetId: subject === 'dossier' ? null : targetId };
  if (file.ratings.includes(ratingKey(rated, meta.actor.id))) throw refusal('RATED_ALREADY', { subject });
  return [{ type: 'DossierRated', data: { ...aboutApplicant(file), ...rated, score, comment } }];
}
