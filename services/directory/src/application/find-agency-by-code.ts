import type { CallContext } from '@egov/chassis/application';
import type { CodeScheme } from '../domain/agency/events.ts';
import type { AgencyView } from '../projections/signatures.ts';
import { dayOf, including, type AsOf, type Includes, type Read } from './reading.ts';
import { refusal } from '../domain/reasons.ts';

/** Answers the agency that a code named on a day. */
export const findAgencyByCode =
  ({ read }: Read) =>
  async (
    input: Readonly<{ scheme: CodeScheme; code: string }> & AsOf & Includes,
    context: CallContext,
  ): Promise<AgencyView> => {
    const { scheme, code } = input;
    const agency = await read.agencyByCode(
      { scheme, code, day: dayOf(input, context) },
      including(input, context),
    );
    if (agency === undefined) throw refusal('NOT_FOUND');
    return agency;
  };
