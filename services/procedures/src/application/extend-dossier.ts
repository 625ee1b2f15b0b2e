import type { Instant } from '@egov/chassis/domain';
import { dossierAct, type ActInput } from './dossier-act.ts';
import type { Records } from './records.ts';
import { atDesk } from './who-may.ts';

/** Apologises for being late and names a new time (form 04). */
export const extendDossier = (records: Pick<Records, 'dossiers'>) =>
  dossierAct(records, {
    whoMay: atDesk('dossier.decide'),
    command: ({ newDueAt: newDue, reason }: ActInput & Readonly<{ newDueAt: Instant; reason: string }>) => ({
      type: 'ExtendDossier',
      data: { newDue, reason },
    }),
  });
