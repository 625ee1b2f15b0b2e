import { dayOf, queryOptions, type AsOf, type CallContext, type ReadAfter } from '@egov/chassis/application';
import type { AgencyView } from '../../projections/queries/agencies.ts';
import { refusal } from '../../domain/reasons.ts';
import type { Deps } from '../deps.ts';

/** Returns one agency as of a day; agencies are public, so the caller's scope does not matter. */
export const getAgency =
  ({ read }: Pick<Deps, 'read'>) =>
  async (
    input: Readonly<{ agencyId: string }> & AsOf & ReadAfter,
    context: CallContext,
  ): Promise<AgencyView> => {
    const agency = await read.agency(
      { agencyId: input.agencyId, day: dayOf(input, context) },
      queryOptions(input, context),
    );
    if (agency === undefined) throw refusal('NOT_FOUND');
    return agency;
  };
