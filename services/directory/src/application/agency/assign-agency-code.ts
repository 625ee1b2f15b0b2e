import type { CallContext, ExpectedRevision, Receipt } from '@egov/chassis/application';
import { currentCode } from '../../domain/agency/agency.ts';
import { mayHoldCode, type AssignAgencyCode } from '../../domain/agency/decide.ts';
import { claimCode } from '../register/claim-entry.ts';
import { ownAgency } from './own-agency.ts';
import type { Deps } from '../deps.ts';

/**
 * Gives an agency a code from a day, which ends its code of the same scheme, on `agency.manage` of it or of
 * the one above it.
 */
export const assignAgencyCode =
  (records: Pick<Deps, 'agencies' | 'register'>) =>
  (
    { expectedRevision, ...data }: AssignAgencyCode['data'] & ExpectedRevision,
    context: CallContext,
  ): Promise<Receipt> =>
    records.agencies.handle({
      id: data.agencyId,
      context,
      expectedRevision,
      authorise: ownAgency(context, 'agency.manage'),
      command: async (state) => {
        const agency = mayHoldCode(data, state);
        if (currentCode(agency, data.scheme)?.code !== data.code)
          await claimCode(records, data, data.agencyId, context);
        return { type: 'AssignAgencyCode', data };
      },
    });
