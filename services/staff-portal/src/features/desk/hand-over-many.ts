import { refusal, type User, type Visit } from '@egov/chassis/web';
import { v5 } from 'uuid';
import { z } from 'zod';
import type { StaffServices } from '../../services.ts';

/** The form of a bulk hand-over: the rows ticked, and who shall have them. */
export const handOverForm = z.object({
  dossiers: z.union([z.string(), z.array(z.string())], 'desk.none-ticked').transform((ids) => [ids].flat()).pipe(z.array(z.uuid('desk.none-ticked')).min(1, 'desk.none-ticked').max(100, 'desk.too-many')),
  agency_id: z.uuid('desk.agency-needed'),
  official_id: z.string().max(100, 'desk.official-wrong').default(''),
  note: z.string().trim().max(1_000, 'desk.note-long').default(''),
});

/** What became of one row. */
export type RowResult = Readonly<{ dossierId: string; done: boolean; text: string }>;

/** Hands each dossier over by itself: one that is refused leaves the others done. Its own request id derives from the form's. */
export async function handOverMany(services: Pick<StaffServices, 'dossiers'>, form: z.output<typeof handOverForm>, visit: Visit & Readonly<{ user: User }>): Promise<readonly RowResult[]> {
  const results: RowResult[] = [];
  for (const dossierId of form.dossiers) {
    try {
      await services.dossiers.handOverDossier({
        requestId: v5(dossierId, visit.requestId), dossierId, stepId: '', agencyId: form.agency_id, officialId: form.official_id, note: form.note,
        expectedRevision: undefined, occurred: undefined,
      }, visit.call);
      results.push({ dossierId, done: true, text: visit.t('desk.handed-over') });
    } catch (error) {
      results.push({ dossierId, done: false, text: refusal(error, visit).errors.map(({ text }) => text).join(' ') });
    }
  }
  return results;
}
