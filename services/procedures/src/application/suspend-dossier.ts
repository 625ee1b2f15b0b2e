import { dossierAct, type ActInput } from './dossier-act.ts';
import type { Records } from './records.ts';
import { atDesk } from './who-may.ts';

/** Pauses the clock while another authority gives its opinion. */
export const suspendDossier = (records: Pick<Records, 'dossiers'>) =>
  dossierAct(records, {
    whoMay: atDesk('dossier.examine'),
    command: ({ authority, reason }: ActInput & Readonly<{ authority: string; reason: string }>) => ({
      type: 'SuspendDossier',
      data: { authority, reason },
    }),
  });
