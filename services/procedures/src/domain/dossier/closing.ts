import { promisedOf } from '../deadline/clock.ts';
import { refusal } from '../reasons.ts';
import type { ExtendDossier, StopDossier, WithdrawDossier } from './commands.ts';
import type { Dossier } from './dossier.ts';
import type { DossierEvent } from './events.ts';
import { aboutApplicant, attended, movable, needReason } from './guards.ts';

export function extend(
  { data: { newDue, reason }, meta: { occurred } }: ExtendDossier,
  state: Dossier,
): readonly DossierEvent[] {
  const { file } = attended(state, ['accepted', 'in-progress'], 'DOSSIER_NOT_IN_PROGRESS');
  needReason(reason, 'reason');
  const previousDue = promisedOf(file.clock);
  if (previousDue === null) throw refusal('NOTHING_PROMISED');
  if (newDue <= previousDue || newDue <= occurred) throw refusal('NEW_TIME_NOT_LATER', { previousDue });
  return [
    {
      type: 'DossierExtended',
      data: { ...aboutApplicant(file), previousDue, due: newDue, reason, late: occurred > previousDue },
    },
  ];
}

export function stop({ data }: StopDossier, state: Dossier): readonly DossierEvent[] {
  const { file } = movable(state, 'stopped', 'DOSSIER_NOT_IN_PROGRESS');
  needReason(data.reason, 'reason');
  return [{ type: 'DossierStopped', data: { ...aboutApplicant(file), cause: 'decision', ...data } }];
}

export function withdraw({ data: { reason } }: WithdrawDossier, state: Dossier): readonly DossierEvent[] {
  const { file } = movable(state, 'withdrawn', 'RESULT_RELEASED');
  return [{ type: 'DossierWithdrawn', data: { ...aboutApplicant(file), reason } }];
}
