import type { CallContext } from '@egov/chassis/runtime';
import { missing } from '@egov/chassis/domain';
import type { AgencyView } from '../projections/signatures.ts';
import { dayOf, including, type AsOf, type Includes, type Read } from './reading.ts';

/**
 * Answers one agency as of a day, on `agency.read`; who governs is no secret, so that no agency is foreign.
 * Throws NOT_FOUND.
 */
export const getAgency =
  ({ read }: Read) =>
  async (
    input: Readonly<{ agencyId: string }> & AsOf & Includes,
    context: CallContext,
  ): Promise<AgencyView> => {
    context.principal.require('agency.read');
    const agency = await read.agency(
      { agencyId: input.agencyId, day: dayOf(input, context) },
      including(input, context),
    );
    if (agency === undefined) throw missing('NOT_FOUND');
    return agency;
  };
