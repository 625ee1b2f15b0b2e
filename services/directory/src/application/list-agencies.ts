import type { CallContext } from '@egov/chassis/runtime';
import type { AgencyView, ListAgencies, Page } from '../projections/signatures.ts';
import { dayOf, including, type AsOf, type Includes, type Read } from './reading.ts';

/** Lists the agencies that existed on a day, by name, on `agency.read`. Throws PAGE_TOKEN_INVALID. */
export const listAgencies =
  ({ read }: Read) =>
  (input: Omit<ListAgencies, 'day'> & AsOf & Includes, context: CallContext): Promise<Page<AgencyView>> => {
    context.principal.require('agency.read');
    const { level, parentId, text, pageSize, pageToken } = input;
    return read.agencies(
      { day: dayOf(input, context), level, parentId, text, pageSize, pageToken },
      including(input, context),
    );
  };
