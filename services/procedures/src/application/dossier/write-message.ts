import type { MessageAudience } from '../../domain/dossier/events.ts';
import { refusal } from '../../domain/reasons.ts';
import { dossierAct, type ActInput } from './dossier-act.ts';
import { applicantOr } from './who-may.ts';
import type { Deps } from '../deps.ts';

/**
 * Writes a message, by the applicant or at the desk, on `dossier.message`. What is written about a forgotten
 * applicant would not be kept, so it is refused.
 */
export const writeMessage = ({
  keys,
  messageLimits: limits,
  ...records
}: Pick<Deps, 'dossiers' | 'keys' | 'messageLimits'>) =>
  dossierAct(records, {
    whoMay: applicantOr('dossier.message', 'dossier.message'),
    command: async (
      { audience, text }: ActInput & Readonly<{ audience: MessageAudience; text: string }>,
      { file },
    ) => {
      if (await keys.isForgotten(file.personId)) throw refusal('ACCOUNT_CLOSED');
      return { type: 'WriteMessage', data: { audience, text, limits } };
    },
  });
