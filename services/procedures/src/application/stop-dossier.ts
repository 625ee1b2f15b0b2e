import { dossierAct, type ActInput } from './dossier-act.ts';
import type { Records } from './records.ts';
import { atDesk } from './who-may.ts';

/** Stops solving (form 05). */
export const stopDossier = (records: Pick<Records, 'dossiers'>) =>
  dossierAct(records, {
    whoMay: atDesk('dossier.decide'),
    command: ({ reason, legalGround }: ActInput & Readonly<{ reason: string; legalGround: string }>) => ({
      type: 'StopDossier',
      data: { reason, legalGround },
    }),
  });
