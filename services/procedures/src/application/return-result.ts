import type { ReturnResult } from '../domain/dossier/commands.ts';
import { dossierAct, type ActInput } from './dossier-act.ts';
import type { Records } from './records.ts';
import { atDesk } from './who-may.ts';

/** Hands the result to the applicant. */
export const returnResult = (records: Pick<Records, 'dossiers'>) =>
  dossierAct(records, {
    whoMay: atDesk('dossier.return'),
    command: ({ method, receivedBy }: ActInput & ReturnResult['data']) => ({
      type: 'ReturnResult',
      data: { method, receivedBy },
    }),
  });
