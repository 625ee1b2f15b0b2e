import type { CallContext } from '@egov/chassis/application';
import type { AgencyView } from '../projections/signatures.ts';
import { dayOf, including, type AsOf, type Includes, type Read } from './reading.ts';
import { refusal } from '../domain/reasons.ts';

/** Answers one agency as of a day; who governs is no secret, so that no agency is foreign. */
export const getAgency =
  ({ read }: Read) =>
  async (
    input: Readonly<{ agencyId: string }> & AsOf & Includes,
    context: CallContext,
  ): Promise<AgencyView> => {
    const agency = await read.agency(
      { agencyId: input.agencyId, day: dayOf(input, context) },
      including(input, context),
    );
    if (agency === undefined) throw refusal('NOT_FOUND');
    return agency;
  };
