import { dossierAct, type ActInput } from './dossier-act.ts';
import type { Records } from './records.ts';
import { atDesk } from './who-may.ts';

/** Sends a released result back to be worked on. */
export const sendBackResult = (records: Pick<Records, 'dossiers'>) =>
  dossierAct(records, {
    whoMay: atDesk('dossier.return'),
    command: ({ reason }: ActInput & Readonly<{ reason: string }>) => ({
      type: 'SendBackResult',
      data: { reason },
    }),
  });
