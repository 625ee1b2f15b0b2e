import { dossierAct, type ActInput } from './dossier-act.ts';
import type { Records } from './records.ts';
import { atDesk } from './who-may.ts';

/** Completes the step under way. */
export const completeStep = (records: Pick<Records, 'dossiers'>) =>
  dossierAct(records, {
    whoMay: atDesk('dossier.examine'),
    command: ({ stepId, outcome }: ActInput & Readonly<{ stepId: string; outcome: string }>) => ({
      type: 'CompleteStep',
      data: { stepId, outcome },
    }),
  });
