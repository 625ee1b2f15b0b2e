import type { ReleaseResult } from '../domain/dossier/commands.ts';
import { dossierAct, type ActInput } from './dossier-act.ts';
import type { Records } from './records.ts';
import { atDesk } from './who-may.ts';

/** Releases the result to the counter, the moment that timeliness is judged at. */
export const releaseResult = (records: Pick<Records, 'dossiers'>) =>
  dossierAct(records, {
    whoMay: atDesk('dossier.release'),
    command: ({ outcome, resultCode, document }: ActInput & ReleaseResult['data']) => ({
      type: 'ReleaseResult',
      data: { outcome, resultCode, document },
    }),
  });
