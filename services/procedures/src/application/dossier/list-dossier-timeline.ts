import { pageToken, type CallContext } from '@egov/chassis/application';
import { readDossier, type DossierRef } from './read-dossier.ts';
import { shownEntries, type TimelineEntry } from './shown-dossier.ts';
import type { Deps } from '../deps.ts';

export type Timeline = Readonly<{
  entries: readonly TimelineEntry[];
  nextPageToken: string | undefined;
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
    const { view, record, reader, shown } = await read(input, context);
    const page = await deps.dossiers.page(
      view.dossierId,
      { from: BigInt(after) + 1n, count: input.pageSize },
      context.signal,
    );
    const last = page.at(-1)?.revision ?? view.revision;
    return {
      entries: shownEntries(shown(page), record, reader),
      nextPageToken: last < view.revision ? pageToken.encode(query, [last]) : undefined,
    };
  };
};
