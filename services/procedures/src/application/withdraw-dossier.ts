import { dossierAct, type ActInput } from './dossier-act.ts';
import type { Records } from './records.ts';
import { applicantOr } from './who-may.ts';

/** Takes the dossier back at the wish of its applicant, by themselves or at the desk. */
export const withdrawDossier = (records: Pick<Records, 'dossiers'>) =>
  dossierAct(records, {
    whoMay: applicantOr('dossier.withdraw', 'dossier.withdraw'),
    command: ({ reason }: ActInput & Readonly<{ reason: string | null }>) => ({
      type: 'WithdrawDossier',
      data: { reason },
    }),
  });
