import {
  dayOf,
  queryOptions,
  type AsOf,
  type CallContext,
  type ReadAfter,
  type Page,
} from '@egov/chassis/application';
import type { AgencyView, ListAgencies } from '../../projections/queries/agencies.ts';
import type { Deps } from '../deps.ts';

/** Lists the agencies that existed on a day, by name. */
export const listAgencies =
  ({ read }: Pick<Deps, 'read'>) =>
  (input: Omit<ListAgencies, 'day'> & AsOf & ReadAfter, context: CallContext): Promise<Page<AgencyView>> => {
    const { level, parentId, text, pageSize, pageToken } = input;
    return read.agencies(
      { day: dayOf(input, context), level, parentId, text, pageSize, pageToken },
      queryOptions(input, context),
    );
  };
