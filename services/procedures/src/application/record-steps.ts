import type { RecordSteps } from '../domain/dossier/commands.ts';
import { dossierAct, type ActInput } from './dossier-act.ts';
import type { Records } from './records.ts';
import { type WhoMay, atDesk } from './who-may.ts';

const importer: WhoMay = (context, state) => {
  context.principal.require('dossier.backdate');
  atDesk('dossier.receive')(context, state);
};

/**
 * Records steps of an imported history as they happened, on `dossier.backdate`. Throws
 * NOT_A_RECORDED_DOSSIER, STEPS_MISSING.
 */
export const recordSteps = (records: Pick<Records, 'dossiers'>) =>
  dossierAct(records, {
    whoMay: importer,
    command: ({ steps, firstIndex }: ActInput & RecordSteps['data']) => ({
      type: 'RecordSteps',
      data: { steps, firstIndex },
    }),
  });
