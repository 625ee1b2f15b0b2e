import type { CallContext } from '@egov/chassis/application';
import type { AgencyView, ListAgencies, Page } from '../projections/signatures.ts';
import { dayOf, including, type AsOf, type Includes, type Read } from './reading.ts';

/** Lists the agencies that existed on a day, by name. */
export const listAgencies =
  ({ read }: Read) =>
  (input: Omit<ListAgencies, 'day'> & AsOf & Includes, context: CallContext): Promise<Page<AgencyView>> => {
    const { level, parentId, text, pageSize, pageToken } = input;
    return read.agencies(
      { day: dayOf(input, context), level, parentId, text, pageSize, pageToken },
      including(input, context),
    );
  };
