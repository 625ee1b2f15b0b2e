import type { CallContext, ExpectedRevision, Receipt } from '@egov/chassis/application';
import type { AgencyId, LocalDate } from '@egov/chassis/domain';
import { ownAgency } from './own-agency.ts';
import { superiorOn } from './superior.ts';
import type { Deps } from '../deps.ts';

export type MoveAgencyInput = Readonly<{ agencyId: AgencyId; parentId: AgencyId; validFrom: LocalDate }> &
  ExpectedRevision;

/**
 * Moves an agency under another from a day, on `agency.manage` of both (or of the one above it in its place).
 */
export const moveAgency =
  (records: Pick<Deps, 'agencies'>) =>
  (
    { agencyId, parentId, validFrom, expectedRevision }: MoveAgencyInput,
    context: CallContext,
  ): Promise<Receipt> =>
    records.agencies.handle({
      id: agencyId,
      context,
      expectedRevision,
      authorise: (state) => {
        ownAgency(context, 'agency.manage')(state);
        context.principal.require('agency.manage', parentId);
      },
      command: async () => ({
        type: 'MoveAgency',
        data: { agencyId, superior: await superiorOn(records, parentId, validFrom), validFrom },
      }),
    });
