import type { RateDossier } from '../domain/dossier/commands.ts';
import { dossierAct, type ActInput } from './dossier-act.ts';
import type { Records } from './records.ts';
import { applicantOr } from './who-may.ts';

/**
 * Records what the applicant thinks of the dossier, a step or an official, by themselves or at the counter's
 * device.
 */
export const rateDossier = (records: Pick<Records, 'dossiers'>) =>
  dossierAct(records, {
    whoMay: applicantOr('dossier.rate', 'dossier.rate'),
    command: ({ subject, targetId, score, comment }: ActInput & RateDossier['data']) => ({
      type: 'RateDossier',
      data: { subject, targetId, score, comment },
    }),
  });
