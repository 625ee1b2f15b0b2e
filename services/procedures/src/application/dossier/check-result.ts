import { queryOptions, type CallContext, type StoredEvent } from '@egov/chassis/application';
import type { DossierEvent } from '../../domain/dossier/events.ts';
import { dossierId } from '../../domain/ids.ts';
import { dossierView } from '../../views/dossier-view.ts';
import { refusal } from '../../domain/reasons.ts';
import type { Deps } from '../deps.ts';

/** The current result: released, and not sent back since. */
export type CheckedResult = Readonly<{
  code: string;
  procedureName: string;
  agencyId: string;
  released: Extract<StoredEvent<DossierEvent>, { type: 'ResultReleased' }>;
}>;

const written = (document: string): string => document.replaceAll(/\s+/gu, '').toUpperCase();

/** Returns to the holder of a result what was decided. */
export const checkResult =
  ({ dossiers, read }: Pick<Deps, 'dossiers' | 'read'>) =>
  async (
    { code, document }: Readonly<{ code: string; document: string }>,
    context: CallContext,
  ): Promise<CheckedResult> => {
    const found = await read.findDossier({ code }, queryOptions({ minPosition: undefined }, context));
    if (!found) throw refusal('NOT_FOUND');
    const { events } = await dossiers.read(dossierId(found.dossierId));
    const view = dossierView(events);
    const released = events.findLast(
      (event) => event.type === 'ResultReleased' || event.type === 'ResultSentBack',
    );
    if (
      view?.code !== code ||
      released?.type !== 'ResultReleased' ||
      released.data.document === null ||
      written(released.data.document) !== written(document)
    )
      throw refusal('NOT_FOUND');
    return { code, procedureName: view.rules.name, agencyId: view.agencyId, released };
  };
