import { dossierAct, type ActInput } from './dossier-act.ts';
import type { Records } from './records.ts';
import { atDesk } from './who-may.ts';

/**
 * Pauses the clock while another authority gives its opinion, on `dossier.examine`. Throws
 * DOSSIER_NOT_IN_PROGRESS, DOSSIER_SUSPENDED, REASON_NEEDED.
 */
export const suspendDossier = (records: Pick<Records, 'dossiers'>) =>
  dossierAct(records, {
    whoMay: atDesk('dossier.examine'),
    command: ({ authority, reason }: ActInput & Readonly<{ authority: string; reason: string }>) => ({
      type: 'SuspendDossier',
      data: { authority, reason },
    }),
  });
