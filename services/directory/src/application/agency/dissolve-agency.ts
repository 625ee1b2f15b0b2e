import type { CallContext, ExpectedRevision, Receipt } from '@egov/chassis/application';
import { standingOn } from '../../domain/agency/agency.ts';
import type { DissolveAgency } from '../../domain/agency/decide.ts';
import { ownAgency } from './own-agency.ts';
import type { Deps } from '../deps.ts';

/**
 * Dissolves an agency at the end of a day and names who takes over, on `agency.manage` of it or of the one
 * above it.
 */
export const dissolveAgency =
  ({ agencies }: Pick<Deps, 'agencies'>) =>
  (
    { expectedRevision, ...data }: DissolveAgency['data'] & ExpectedRevision,
    context: CallContext,
  ): Promise<Receipt> =>
    agencies.handle({
      id: data.agencyId,
      context,
      expectedRevision,
      authorise: ownAgency(context, 'agency.manage'),
      command: async () => {
        for (const { agencyId } of data.successors)
          standingOn((await agencies.load(agencyId)).state, agencyId, data.dissolvedOn);
        return { type: 'DissolveAgency', data };
      },
    });
