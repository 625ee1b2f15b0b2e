import {
  queryOptions,
  type CallContext,
  type ReadAfter,
  type StoredEvent,
  type UpTo,
} from '@egov/chassis/application';
import type { DossierEvent } from '../../domain/dossier/events.ts';
import type { Reader } from '../../domain/dossier/field-rules.ts';
import type { DossierId } from '../../domain/ids.ts';
import { dossierRecord } from '../../views/dossier-record.ts';
import { dossierView } from '../../views/dossier-view.ts';
import { isApplicant } from './who-may.ts';
import { refusal } from '../../domain/reasons.ts';
import type { Deps } from '../deps.ts';

/** Identifies a dossier by id, or by code or temporary id. */
export type DossierRef = ReadAfter & Readonly<{ dossierId: DossierId | undefined; code: string | undefined }>;

/** The events without officials' notes among themselves. */
export const forApplicant = (
  events: readonly StoredEvent<DossierEvent>[],
): readonly StoredEvent<DossierEvent>[] =>
  events.filter((event) => event.type !== 'MessageWritten' || event.data.audience === 'everybody');

/**
 * Reads a dossier as it is or was, on `dossier.read` at the desk that holds it now, or the caller's own, with
 * what its reader may be shown of it; `shown` leaves out the events that the caller may not see. Throws
 * NOT_FOUND.
 */
export const readDossier =
  ({ dossiers, read }: Pick<Deps, 'dossiers' | 'read'>) =>
  async (which: DossierRef, context: CallContext, upTo: UpTo = {}) => {
    const { principal, signal } = context;
    const id =
      which.dossierId ??
      (which.code === undefined
        ? undefined
        : (await read.findDossier({ code: which.code }, queryOptions(which, context)))?.dossierId);
    if (id === undefined) throw refusal('NOT_FOUND');
    const { view: record } = await dossiers.view(id, dossierRecord, signal);
    const { view: today } = record;
    if (today === null) throw refusal('NOT_FOUND');
    const own = isApplicant(principal, today.applicant.personId);
    const atDesk = principal.may('dossier.read', today.agencyId, today.holder.agencyId);
    if (!own && !atDesk) throw refusal('NOT_FOUND');
    const past = upTo.revision !== undefined || upTo.at !== undefined;
    const view = past ? dossierView((await dossiers.read(id, { upTo, signal })).events) : today;
    if (view === null) throw refusal('NOT_FOUND');
    return {
      view,
      record,
      // The applicant does not see officials' notes among themselves.
      shown: (events: readonly StoredEvent<DossierEvent>[]) => (atDesk ? events : forApplicant(events)),
      reader: readerOf(own || principal.may('dossier.read-personal', today.agencyId, today.holder.agencyId)),
    };
  };

/** Whoever may see personal data is shown everything; without that right, not even a slip's words. */
export const readerOf = (personal: boolean): Reader => (personal ? 'entitled' : 'other');
