import { dossierAct, type ActInput } from './dossier-act.ts';
import { resumedDue } from './resumed-due.ts';
import { atDesk } from './who-may.ts';
import type { Deps } from '../deps.ts';

/** Resumes after the other authority answered. */
export const resumeDossier = ({ directory, ...records }: Pick<Deps, 'dossiers' | 'directory'>) =>
  dossierAct(records, {
    whoMay: atDesk('dossier.examine'),
    command: async ({ outcome }: ActInput & Readonly<{ outcome: string }>, { file }, context) => ({
      type: 'ResumeDossier',
      data: { outcome, ...(await resumedDue(directory, file, context)) },
    }),
  });
