import { isNotFound } from '@egov/chassis/grpc';
import { whyRefused, type SignedIn, type Visit } from '@egov/chassis/web';
import { v5 } from 'uuid';
import { z } from 'zod';

const MAX_DOSSIERS = 100;

/** The rows ticked in a list. */
export const tickedDossiers = z
  .union([z.string(), z.array(z.string())], 'desk.none-ticked')
  .transform((ids) => [ids].flat())
  .pipe(z.array(z.uuid('desk.none-ticked')).min(1, 'desk.none-ticked').max(MAX_DOSSIERS, 'desk.too-many'));

/** The outcome of one row. */
export type RowResult = Readonly<{ dossierId: string; done: boolean; text: string }>;

/** A dossier that no longer exists, or that the official may not see, is a refused row like any other. */
const whyNot = (error: unknown, visit: Visit): string =>
  isNotFound(error) ? visit.t('desk.row-missing') : whyRefused(error, visit);

/**
 * Does one act on each dossier separately: a refused one does not affect the others. Each request id is
 * derived from the form's.
 */
export async function eachDossier(
  ids: readonly string[],
  visit: SignedIn,
  done: string,
  act: (dossierId: string, requestId: string) => Promise<unknown>,
): Promise<readonly RowResult[]> {
  const results: RowResult[] = [];
  for (const dossierId of ids) {
    try {
      await act(dossierId, v5(dossierId, visit.requestId));
      results.push({ dossierId, done: true, text: visit.t(done) });
    } catch (error) {
      results.push({ dossierId, done: false, text: whyNot(error, visit) });
    }
  }
  return results;
}
