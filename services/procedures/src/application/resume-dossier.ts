import { dossierAct, type ActInput } from './dossier-act.ts';
import type { Directory } from './ports.ts';
import type { Records } from './records.ts';
import { resumedDue } from './resumed-due.ts';
import { atDesk } from './who-may.ts';

/** Resumes after the other authority answered. */
export const resumeDossier = ({
  directory,
  ...records
}: Pick<Records, 'dossiers'> & Readonly<{ directory: Directory }>) =>
  dossierAct(records, {
    whoMay: atDesk('dossier.examine'),
    command: async ({ outcome }: ActInput & Readonly<{ outcome: string }>, { file }, context) => ({
      type: 'ResumeDossier',
      data: { outcome, ...(await resumedDue(directory, file, context)) },
    }),
  });
