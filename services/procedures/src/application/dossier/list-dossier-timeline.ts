import { pageToken, type CallContext, type StoredEvent } from '@egov/chassis/application';
import type { DossierEvent } from '../../domain/dossier/events.ts';
import type { NationalState } from '../../domain/dossier/national-states.ts';
import { stateAt, type DossierRecord } from '../../views/dossier-record.ts';
import { readDossier, type DossierRef } from './read-dossier.ts';
import type { Deps } from '../deps.ts';

/** One event with the state it led to. */
export type TimelineEntry = Readonly<{ event: StoredEvent<DossierEvent>; state: NationalState }>;
export type Timeline = Readonly<{
  entries: readonly TimelineEntry[];
  nextPageToken: string | undefined;
  personal: boolean;
}>;

/** Lists what happened to a dossier, oldest first; a page may have no entry that the caller may see. */
export const listDossierTimeline = (deps: Pick<Deps, 'dossiers' | 'read'>) => {
  const read = readDossier(deps);
  return async (
    input: DossierRef & Readonly<{ pageSize: number; pageToken: string | undefined }>,
    context: CallContext,
  ): Promise<Timeline> => {
    const query = { timelineOf: input.dossierId };
    const after = Number(pageToken.decode(query, input.pageToken, 1)?.[0] ?? -1);
    if (!Number.isSafeInteger(after) || after < -1) throw pageToken.refused();
    const { view, record, personal, shown } = await read(input, context);
    const page = await deps.dossiers.page(
      view.dossierId,
      { from: BigInt(after) + 1n, count: input.pageSize },
      context.signal,
    );
    const last = page.at(-1)?.revision ?? view.revision;
    return {
      entries: entriesOf(shown(page), record),
      personal,
      nextPageToken: last < view.revision ? pageToken.encode(query, [last]) : undefined,
    };
  };
};

/** Each event of a dossier with the state it led to. */
export const entriesOf = (
  events: readonly StoredEvent<DossierEvent>[],
  record: DossierRecord,
): TimelineEntry[] => events.map((event) => ({ event, state: stateAt(record, event.revision) }));
