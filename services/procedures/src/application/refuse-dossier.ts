import { dossierAct, type ActInput } from './dossier-act.ts';
import type { Records } from './records.ts';
import { atDesk } from './who-may.ts';

/** Refuses to accept a dossier (form 03). */
export const refuseDossier = (records: Pick<Records, 'dossiers'>) =>
  dossierAct(records, {
    whoMay: atDesk('dossier.receive'),
    command: ({ reason, legalGround }: ActInput & Readonly<{ reason: string; legalGround: string }>) => ({
      type: 'RefuseDossier',
      data: { reason, legalGround },
    }),
  });
