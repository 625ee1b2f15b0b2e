import { refusal } from '../reasons.ts';
import type { WriteMessage } from './commands.ts';
import type { Dossier } from './dossier.ts';
import type { DossierEvent } from './events.ts';
import { known, ofFile } from './guards.ts';

/**
 * Adds to the dossier's thread, whatever its state: a question may come after the result. A message by an
 * applicant is never for officials only.
 */
export function writeMessage(
  { data: { audience, text }, meta }: WriteMessage,
  state: Dossier,
): readonly DossierEvent[] {
  const { file } = known(state);
  if (text.trim() === '') throw refusal('TEXT_NEEDED', { field: 'text' });
  const { personId } = file;
  return [
    {
      type: 'MessageWritten',
      data: {
        ...ofFile(file),
        personId,
        audience: meta.actor.id === personId ? 'everybody' : audience,
        text,
      },
    },
  ];
}
