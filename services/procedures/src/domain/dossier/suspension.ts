import { promisedOf } from '../deadline/clock.ts';
import { refusal } from '../reasons.ts';
import type { ResumeDossier, SuspendDossier } from './commands.ts';
import type { Dossier } from './dossier.ts';
import type { DossierEvent } from './events.ts';
import { aboutApplicant, attended, standingIn } from './guards.ts';
import { checkResumption } from './check-resumption.ts';

export function suspend({ data }: SuspendDossier, state: Dossier): readonly DossierEvent[] {
  const { file } = attended(state, ['in-progress'], 'DOSSIER_NOT_IN_PROGRESS');
  return [{ type: 'DossierSuspended', data: { ...aboutApplicant(file), ...data } }];
}

export function resume({ data }: ResumeDossier, state: Dossier): readonly DossierEvent[] {
  const { file, asked } = standingIn(state, ['in-progress'], 'DOSSIER_NOT_SUSPENDED');
  if (asked === null) throw refusal('DOSSIER_NOT_SUSPENDED');
  checkResumption(file, data.due);
  return [
    {
      type: 'DossierResumed',
      data: { ...aboutApplicant(file), ...asked, previousDue: promisedOf(file.clock), ...data },
    },
  ];
}
