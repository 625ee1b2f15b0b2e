import { officeDay, type AgencyId, type OfficialId } from '@egov/chassis/domain';
import { stepDue } from '../../domain/deadline/deadline.ts';
import { dossierAct, type ActInput } from './dossier-act.ts';
import { instantOf } from './when-it-happened.ts';
import { atDesk } from './who-may.ts';
import type { Deps } from '../deps.ts';

type HandOver = ActInput &
  Readonly<{ stepId: string | null; agencyId: AgencyId; officialId: OfficialId | null; note: string }>;

/**
 * Hands the dossier to another unit or official, a row of the control sheet, on `dossier.assign` of the unit
 * that holds it. Another unit must exist, and the official serve there: a dossier handed to nowhere would be
 * on nobody's desk.
 */
export const handOverDossier = ({ directory, ...records }: Pick<Deps, 'dossiers' | 'directory'>) =>
  dossierAct(records, {
    whoMay: atDesk('dossier.assign'),
    command: async ({ stepId, agencyId, officialId, note }: HandOver, { file }, context) => {
      const at = instantOf(context);
      const day = officeDay(at);
      if (agencyId !== file.holder.agencyId) await directory.ensureUnit(agencyId, day, context);
      if (officialId !== null) await directory.ensureOfficial(officialId, agencyId, day, context);
      return {
        type: 'HandOverDossier',
        data: {
          stepId,
          note,
          to: { agencyId, officialId },
          stepDue:
            stepId === null ? null : stepDue(file.rules, stepId, at, await directory.calendar(context)),
        },
      };
    },
  });
