import {
  queryOptions,
  type CallContext,
  type ReadAfter,
  type StoredEvent,
  type UpTo,
} from '@egov/chassis/application';
import type { DossierEvent } from '../../domain/dossier/events.ts';
import type { DossierId } from '../../domain/ids.ts';
import { dossierView, type DossierView } from '../../views/dossier-view.ts';
import { isApplicant } from './who-may.ts';
import { refusal } from '../../domain/reasons.ts';
import type { Deps } from '../deps.ts';

/** Identifies a dossier by id, or by code or temporary id. */
export type DossierRef = ReadAfter & Readonly<{ dossierId: DossierId | undefined; code: string | undefined }>;

/** A dossier that the caller may see, with its events; `personal` says whether with the applicant's data. */
export type ReadDossier = Readonly<{
  view: DossierView;
  events: readonly StoredEvent<DossierEvent>[];
  personal: boolean;
}>;

/** The events without officials' notes among themselves. */
export const forApplicant = (
  events: readonly StoredEvent<DossierEvent>[],
): readonly StoredEvent<DossierEvent>[] =>
  events.filter((event) => event.type !== 'MessageWritten' || event.data.audience === 'everybody');

/**
 * Reads a dossier from its stream, as it is or was, on `dossier.read` at the desk, or the caller's own.
 * Throws NOT_FOUND.
 */
export const readDossier =
  ({ dossiers, read }: Pick<Deps, 'dossiers' | 'read'>) =>
  async (which: DossierRef, context: CallContext, upTo: UpTo = {}): Promise<ReadDossier> => {
    const id =
      which.dossierId ??
      (which.code === undefined
        ? undefined
        : (await read.findDossier({ code: which.code }, queryOptions(which, context)))?.dossierId);
    if (id === undefined) throw refusal('NOT_FOUND');
    const { events } = await dossiers.read(id, { upTo });
    const view = dossierView(events);
    if (view === null) throw refusal('NOT_FOUND');
    const own = isApplicant(context.principal, view.applicant.personId);
    if (!own && !context.principal.may('dossier.read', view.agencyId, view.holder.agencyId))
      throw refusal('NOT_FOUND');
    // The applicant does not see officials' notes among themselves.
    const shown = context.principal.may('dossier.read', view.agencyId, view.holder.agencyId)
      ? events
      : forApplicant(events);
    return {
      view,
      events: shown,
      personal: own || context.principal.may('dossier.read-personal', view.agencyId, view.holder.agencyId),
    };
  };
