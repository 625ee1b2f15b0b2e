import type { CallContext } from '@egov/chassis/application';
import type { DossierCommand } from '../../domain/dossier/commands.ts';
import type { Deps } from '../deps.ts';
import { dossierAct, type ActInput, type ActResult } from './dossier-act.ts';
import { applicantOr, atDesk, raterOf, type WhoMay } from './who-may.ts';

type DataOf<Type extends DossierCommand['type']> = Extract<DossierCommand, { type: Type }>['data'];

/** Who may do the acts whose command is the request itself. The others have a file each. */
export function plainActs(deps: Pick<Deps, 'dossiers'>) {
  const act = <Type extends DossierCommand['type']>(
    type: Type,
    whoMay: WhoMay,
  ): ((input: ActInput & DataOf<Type>, context: CallContext) => Promise<ActResult>) =>
    dossierAct<ActInput & DataOf<Type>>(deps, {
      whoMay,
      command: ({ dossierId: _id, expectedRevision: _seen, occurredAt: _when, ...data }) =>
        ({ type, data }) as never,
    });
  return {
    refuseDossier: act('RefuseDossier', atDesk('dossier.receive')),
    suspendDossier: act('SuspendDossier', atDesk('dossier.examine')),
    completeStep: act('CompleteStep', atDesk('dossier.examine')),
    extendDossier: act('ExtendDossier', atDesk('dossier.decide')),
    stopDossier: act('StopDossier', atDesk('dossier.decide')),
    withdrawDossier: act('WithdrawDossier', applicantOr('dossier.withdraw', 'dossier.withdraw')),
    releaseResult: act('ReleaseResult', atDesk('dossier.release')),
    sendBackResult: act('SendBackResult', atDesk('dossier.return')),
    returnResult: act('ReturnResult', atDesk('dossier.return')),
    rateDossier: act('RateDossier', raterOf('dossier.rate')),
    recordSteps: act('RecordSteps', atDesk('dossier.receive')),
  };
}
