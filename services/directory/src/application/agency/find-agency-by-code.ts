import { dayOf, queryOptions, type AsOf, type CallContext, type ReadAfter } from '@egov/chassis/application';
import type { CodeScheme } from '../../domain/agency/events.ts';
import type { AgencyView } from '../../projections/queries/agencies.ts';
import { refusal } from '../../domain/reasons.ts';
import type { Deps } from '../deps.ts';

/** Returns the agency that a code named on a day. */
export const findAgencyByCode =
  ({ read }: Pick<Deps, 'read'>) =>
  async (
    input: Readonly<{ scheme: CodeScheme; code: string }> & AsOf & ReadAfter,
    context: CallContext,
  ): Promise<AgencyView> => {
    const { scheme, code } = input;
    const agency = await read.agencyByCode(
      { scheme, code, day: dayOf(input, context) },
      queryOptions(input, context),
    );
    if (agency === undefined) throw refusal('NOT_FOUND');
    return agency;
  };
