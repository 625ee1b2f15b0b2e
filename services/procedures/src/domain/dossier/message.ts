import { refusal } from '../reasons.ts';
import type { WriteMessage } from './commands.ts';
import type { Dossier } from './dossier.ts';
import { withinHour } from './within-hour.ts';
import type { DossierEvent } from './events.ts';
import { aboutApplicant, known } from './guards.ts';

/**
 * Adds to the dossier's thread, whatever its state: a question may come after the result. A message by an
 * applicant is never for officials only.
 */
export function writeMessage(
  { data: { audience, text, limits }, meta }: WriteMessage,
  state: Dossier,
): readonly DossierEvent[] {
  const { file } = known(state);
  if (text.trim() === '') throw refusal('TEXT_NEEDED', { field: 'text' });
  const { personId } = file;
  const byApplicant = meta.actor.id === personId;
  const { thread } = file;
  if ((byApplicant ? thread.applicant : thread.office) >= limits.perDossier)
    throw refusal('THREAD_FULL', { limit: limits.perDossier });
  if (byApplicant && withinHour(thread.lately, meta.occurred).length >= limits.perHour)
    throw refusal('MESSAGES_TOO_OFTEN', { limit: limits.perHour });
  return [
    {
      type: 'MessageWritten',
      data: {
        ...aboutApplicant(file),
        audience: byApplicant ? 'everybody' : audience,
        text,
      },
    },
  ];
}
