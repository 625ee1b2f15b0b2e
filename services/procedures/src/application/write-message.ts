import type { MessageAudience } from '../domain/dossier/events.ts';
import { dossierAct, type ActInput } from './dossier-act.ts';
import type { Records } from './records.ts';
import { applicantOr } from './who-may.ts';

/** Adds to the dossier's thread, by its applicant or at the desk. */
export const writeMessage = (records: Pick<Records, 'dossiers'>) =>
  dossierAct(records, {
    whoMay: applicantOr('dossier.message', 'dossier.message'),
    command: ({ audience, text }: ActInput & Readonly<{ audience: MessageAudience; text: string }>) => ({
      type: 'WriteMessage',
      data: { audience, text },
    }),
  });
