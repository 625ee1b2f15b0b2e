import type { SignedIn } from '@egov/chassis/web';
import { MessageAudience } from '@egov/proto/egov/procedures/v1/dossier';
import { z } from 'zod';
import type { StaffServices } from '../../services.ts';
import { eachDossier, tickedDossiers, type RowResult } from './each-dossier.ts';

/** The form of a bulk reminder: the rows ticked, and what their holders are told. */
export const remindForm = z.object({
  dossiers: tickedDossiers,
  text: z.string().trim().min(1, 'desk.reminder-needed').max(1_000, 'desk.note-long'),
});

/** Writes the reminder to each dossier, where its holder finds it; the applicant never sees it. */
export const remindMany = (
  { correspondence }: Pick<StaffServices, 'correspondence'>,
  form: z.output<typeof remindForm>,
  visit: SignedIn,
): Promise<readonly RowResult[]> =>
  eachDossier(form.dossiers, visit, 'desk.reminded', (dossierId, requestId) =>
    correspondence.writeMessage(
      {
        requestId,
        dossierId,
        text: form.text,
        audience: MessageAudience.MESSAGE_AUDIENCE_OFFICE,
      },
      visit.call,
    ),
  );
