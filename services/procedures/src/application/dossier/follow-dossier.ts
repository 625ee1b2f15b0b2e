import { queryOptions, type CallContext } from '@egov/chassis/application';
import { dossierId } from '../../domain/ids.ts';
import { dossierRecord } from '../../views/dossier-record.ts';
import type { DossierView } from '../../views/dossier-view.ts';
import { isFollowSecret } from './follow-secret.ts';
import { forApplicant } from './read-dossier.ts';
import { shownEntries, shownView, type TimelineEntry } from './shown-dossier.ts';
import { refusal } from '../../domain/reasons.ts';
import type { Deps } from '../deps.ts';

const LAST = 200;

/** A dossier as shown to a holder of its slip: without personal data, but with what is to be supplied. */
export type Followed = Readonly<{ view: DossierView; entries: readonly TimelineEntry[] }>;

/** Returns a dossier to a holder of its slip. */
export const followDossier =
  ({ dossiers, read, hash }: Pick<Deps, 'dossiers' | 'read' | 'hash'>) =>
  async (
    { code, secret }: Readonly<{ code: string; secret: string }>,
    context: CallContext,
  ): Promise<Followed> => {
    const found = await read.findDossier({ code }, queryOptions({ minPosition: undefined }, context));
    if (!found) throw refusal('NOT_FOUND');
    const id = dossierId(found.dossierId);
    const { view: record } = await dossiers.view(id, dossierRecord, context.signal);
    const { view } = record;
    if (view === null || !isFollowSecret(hash, view, secret)) throw refusal('NOT_FOUND');
    const from = BigInt(Math.max(0, view.revision + 1 - LAST));
    const events = await dossiers.page(id, { from, count: LAST }, context.signal);
    return { view: shownView(view, 'slip'), entries: shownEntries(forApplicant(events), record, 'slip') };
  };
