import type { CallContext, Receipt } from '@egov/chassis/application';
import type { DossierId } from '../../domain/ids.ts';
import type { Deps } from '../deps.ts';

/** Ends a supplement whose time is over, for its timer; does nothing if the papers came meanwhile. */
export const expireSupplement =
  ({ dossiers }: Pick<Deps, 'dossiers'>) =>
  (dossierId: DossierId, context: CallContext): Promise<Receipt> =>
    dossiers.handle({
      id: dossierId,
      context,
      must: 'exist',
      command: (state) => ({
        type: 'ExpireSupplement',
        data: { round: state.phase === 'unknown' ? 0 : (state.file.supplement?.round ?? 0) },
      }),
    });
