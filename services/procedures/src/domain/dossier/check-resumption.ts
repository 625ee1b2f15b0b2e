import { promisedOf } from '../deadline/clock.ts';
import type { Due } from '../deadline/due.ts';
import { refusal } from '../reasons.ts';
import type { DossierFile } from './dossier.ts';

/** Checks that what was promised before a pause is promised again after it. */
export function checkResumption({ clock }: DossierFile, due: Due): void {
  if (promisedOf(clock) !== null && due.promised === null) throw refusal('DUE_TIME_NEEDED');
}
