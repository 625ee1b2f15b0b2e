import { filled, type SignedIn } from '@egov/chassis/web';
import { z } from 'zod';
import type { StaffServices } from '../../services.ts';
import { eachDossier, tickedDossiers, type RowResult } from './each-dossier.ts';

/** The form of a bulk hand-over: the rows ticked, and the receiver. */
export const handOverForm = z.object({
  dossiers: tickedDossiers,
  agency_id: z.uuid('desk.agency-needed'),
  official_id: z.string().max(100, 'desk.official-wrong').default(''),
  note: z.string().trim().max(1_000, 'desk.note-long').default(''),
});

export const handOverMany = (
  { solving }: Pick<StaffServices, 'solving'>,
  form: z.output<typeof handOverForm>,
  visit: SignedIn,
): Promise<readonly RowResult[]> =>
  eachDossier(form.dossiers, visit, 'desk.handed-over', (dossierId, requestId) =>
    solving.handOverDossier(
      {
        requestId,
        dossierId,
        agencyId: form.agency_id,
        officialId: filled(form.official_id),
        note: filled(form.note),
      },
      visit.call,
    ),
  );
