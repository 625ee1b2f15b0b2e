import type { Instant } from '@egov/chassis/domain';
import { dossierAct, type ActInput } from './dossier-act.ts';
import { dueAtReceipt } from './due-at-receipt.ts';
import { holderAt } from './receive-dossier.ts';
import { instantOf } from './when-it-happened.ts';
import { atDesk } from './who-may.ts';
import { standingIn } from '../../domain/dossier/guards.ts';
import type { Deps } from '../deps.ts';

/** Accepts a submitted dossier: it gets its code, and its clock starts. */
export const acceptDossier = ({
  directory,
  codes,
  ...records
}: Pick<Deps, 'dossiers' | 'directory' | 'codes'>) =>
  dossierAct(records, {
    whoMay: atDesk('dossier.receive'),
    command: async (
      { promisedAt }: ActInput & Readonly<{ promisedAt?: Instant | undefined }>,
      dossier,
      context,
    ) => {
      // No number of the register is used for a dossier that cannot be accepted.
      const { agencyId, rules } = standingIn(dossier, ['registered'], 'DOSSIER_NOT_AWAITING_ACCEPTANCE').file;
      const due = await dueAtReceipt(directory, rules, promisedAt, context);
      return {
        type: 'AcceptDossier',
        data: {
          code: await codes.next(agencyId, instantOf(context), context),
          due,
          holder: holderAt(agencyId, context),
        },
      };
    },
  });
