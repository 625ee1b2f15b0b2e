import {
  pageToken,
  agenciesInScope,
  queryOptions,
  WHOLE_PROVINCE,
  type CallContext,
  type ReadAfter,
} from '@egov/chassis/application';
import { dueOrderOf, type DossierFilter, type DossierRow } from '../../projections/queries/list-dossiers.ts';
import type { Deps } from '../deps.ts';

type ListInput = ReadAfter &
  Readonly<{
    filter: DossierFilter;
    agencyId: string | undefined;
    order: 'received' | 'due';
    pageSize: number;
    pageToken: string | undefined;
    /** As recorded at this instant, milliseconds; now when absent. */
    asOfAt: number | undefined;
  }>;

/** A row with whether the caller may see who applies. */
export type ListedDossier = Readonly<{ row: DossierRow; personal: boolean }>;

/**
 * Lists dossiers of the caller's agencies on `dossier.read`, now or as recorded at an instant; a caller of no
 * agency sees their own.
 */
export const listDossiers =
  ({ read }: Pick<Deps, 'read'>) =>
  async (
    input: ListInput,
    context: CallContext,
  ): Promise<Readonly<{ dossiers: readonly ListedDossier[]; nextPageToken: string }>> => {
    const { principal } = context;
    const { order, pageSize: size, asOfAt: asOf } = input;
    const own = principal.agencies.length === 0;
    const agencies = own ? null : agenciesInScope(context, 'dossier.read', input.agencyId);
    const filter = own ? { ...input.filter, personId: principal.subject } : input.filter;
    const query = { agencies, filter, order, asOf };
    const after = pageToken.decode(query, input.pageToken, 2) as readonly [number, number] | undefined;
    const page = { agencies, filter, order, size, ...(after ? { after } : {}) };
    const { rows, more } =
      asOf === undefined
        ? await read.listDossiers(page, queryOptions(input, context))
        : await read.listPastDossiers({ ...page, asOf }, { ...queryOptions(input, context), slow: true });
    const last = rows.at(-1);
    const personal = own || principal.permissions.has('dossier.read-personal');
    const sees = new Set(principal.agencies);
    const whole = own || sees.has(WHOLE_PROVINCE);
    return {
      dossiers: rows.map((row) => ({
        row,
        personal: personal && (whole || sees.has(row.agency_id) || sees.has(row.holder_agency_id)),
      })),
      nextPageToken:
        more && last
          ? pageToken.encode(query, [order === 'due' ? dueOrderOf(last) : last.received_at, last.key])
          : '',
    };
  };
