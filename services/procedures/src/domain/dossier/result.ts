import { timelinessOf } from '@egov/chassis/domain';
import { promisedOf } from '../deadline/clock.ts';
import { refusal } from '../reasons.ts';
import type { ReleaseResult, ReturnResult, SendBackResult } from './commands.ts';
import type { Dossier } from './dossier.ts';
import type { DossierEvent } from './events.ts';
import { aboutApplicant, attended, needReason, ofFile, standingIn } from './guards.ts';

/** Timeliness is judged at this moment, never at the applicant's pick-up. */
export function release({ data, meta }: ReleaseResult, state: Dossier): readonly DossierEvent[] {
  if (state.phase === 'payment-requested') throw refusal('PAYMENT_AWAITED');
  const { file } = attended(state, ['in-progress'], 'DOSSIER_NOT_IN_PROGRESS');
  if (file.step !== null) throw refusal('STEPS_OPEN', { stepId: file.step.stepId });
  const due = promisedOf(file.clock);
  return [
    {
      type: 'ResultReleased',
      data: {
        ...ofFile(file),
        ...data,
        due,
        timeliness: timelinessOf(due, meta.occurred),
        holder: file.holder,
      },
    },
  ];
}

export function sendBack({ data }: SendBackResult, state: Dossier): readonly DossierEvent[] {
  const { file } = standingIn(state, ['resolved'], 'RESULT_NOT_RELEASED');
  needReason(data.reason, 'reason');
  return [{ type: 'ResultSentBack', data: { ...aboutApplicant(file), ...data } }];
}

export function returnResult({ data }: ReturnResult, state: Dossier): readonly DossierEvent[] {
  const { file } = standingIn(state, ['resolved'], 'RESULT_NOT_RELEASED');
  return [{ type: 'ResultReturned', data: { ...aboutApplicant(file), ...data } }];
}
