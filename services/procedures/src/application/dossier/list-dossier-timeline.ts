import { pageToken, type CallContext, type StoredEvent } from '@egov/chassis/application';
import type { DossierEvent } from '../../domain/dossier/events.ts';
import type { NationalState } from '../../domain/dossier/national-states.ts';
import { next, type DossierView } from '../../views/dossier-view.ts';
import { readDossier, type DossierRef } from './read-dossier.ts';
import type { Deps } from '../deps.ts';

/** One event with the state it led to. */
export type TimelineEntry = Readonly<{ event: StoredEvent<DossierEvent>; state: NationalState }>;
export type Timeline = Readonly<{
  entries: readonly TimelineEntry[];
  nextPageToken: string | undefined;
  personal: boolean;
}>;

/** Lists what happened to a dossier, oldest first. */
export const listDossierTimeline = (deps: Pick<Deps, 'dossiers' | 'read'>) => {
  const read = readDossier(deps);
  return async (
    input: DossierRef & Readonly<{ pageSize: number; pageToken: string | undefined }>,
    context: CallContext,
  ): Promise<Timeline> => {
    const { events, personal } = await read(input, context);
    const query = { timelineOf: input.dossierId };
    const [after = -1] = pageToken.decode(query, input.pageToken, 1) ?? [];
    const page = entriesOf(events)
      .filter(({ event }) => event.revision > Number(after))
      .slice(0, input.pageSize);
    const last = page.at(-1)?.event.revision ?? -1;
    return {
      entries: page,
      personal,
      nextPageToken:
        last >= 0 && last < (events.at(-1)?.revision ?? -1) ? pageToken.encode(query, [last]) : undefined,
    };
  };
};

/** Each event of a dossier with the state it led to. */
export function entriesOf(events: readonly StoredEvent<DossierEvent>[]): TimelineEntry[] {
  let view: DossierView | null = null;
  return events.flatMap((event) => {
    view = next(view, event);
    return view === null ? [] : [{ event, state: view.state }];
  });
}
