import type { CallContext } from '@egov/chassis/application';
import type { LocalDate } from '@egov/chassis/domain';
import type { AgencyId } from '../domain/ids.ts';
import { ownAgency } from './own-agency.ts';
import type { Receipt, Records, Seen } from './records.ts';
import { superiorOn } from './superior.ts';

export type MoveAgencyInput = Readonly<{ agencyId: AgencyId; parentId: AgencyId; validFrom: LocalDate }> &
  Seen;

/** Puts an agency under another from a day, on `agency.manage` of both (of the one above it in its place). */
export const moveAgency =
  (records: Pick<Records, 'agencies'>) =>
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
