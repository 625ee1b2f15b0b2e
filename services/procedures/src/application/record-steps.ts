import type { RecordSteps } from '../domain/dossier/commands.ts';
import { dossierAct, type ActInput } from './dossier-act.ts';
import type { Records } from './records.ts';
import { atDesk } from './who-may.ts';

/** Records steps of an imported history as they happened. */
export const recordSteps = (records: Pick<Records, 'dossiers'>) =>
  dossierAct(records, {
    whoMay: atDesk('dossier.receive'),
    command: ({ steps, firstIndex }: ActInput & RecordSteps['data']) => ({
      type: 'RecordSteps',
      data: { steps, firstIndex },
    }),
  });
