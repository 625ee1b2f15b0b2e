import {
  agenciesInScope,
  queryOptions,
  type CallContext,
  type Page,
  type ReadAfter,
} from '@egov/chassis/application';
import type { ListDossiers, ListedDossier } from '../../projections/queries/dossier-rows.ts';
import { readerOf } from './read-dossier.ts';
import { shownInList } from './shown-dossier.ts';
import type { Deps } from '../deps.ts';

type ListInput = ReadAfter &
  Omit<ListDossiers, 'agencies' | 'personal'> &
  Readonly<{
    agencyId: string | undefined;
    /** As recorded at this instant, milliseconds; now when absent. */
    asOfAt: number | undefined;
  }>;

/**
 * Lists dossiers of the caller's agencies on `dossier.read`, now or as recorded at an instant; a caller of no
 * agency sees their own.
 */
export const listDossiers =
  ({ read }: Pick<Deps, 'read'>) =>
  async (input: ListInput, context: CallContext): Promise<Page<ListedDossier>> => {
    const { principal } = context;
    const { order, pageSize, pageToken, asOfAt: asOf } = input;
    const own = principal.agencies.length === 0;
    const agencies = own ? null : agenciesInScope(context, 'dossier.read', input.agencyId);
    const filter = own ? { ...input.filter, personId: principal.subject } : input.filter;
    // What is listed is of today's scope, also as of an instant at which another unit held it.
    const personal = own || principal.permissions.has('dossier.read-personal');
    const asked = { agencies, personal, filter, order, pageSize, pageToken };
    const { items, nextPageToken } =
      asOf === undefined
        ? await read.listDossiers(asked, queryOptions(input, context))
        : await read.listPastDossiers({ ...asked, asOf }, { ...queryOptions(input, context), slow: true });
    return { items: items.map((item) => shownInList(item, readerOf(personal))), nextPageToken };
  };
