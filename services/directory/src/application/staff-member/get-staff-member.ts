import { dayOf, queryOptions, type AsOf, type CallContext, type ReadAfter } from '@egov/chassis/application';
import type { StaffMemberView } from '../../projections/queries/staff-members.ts';
import { visibleStaffMember } from './visible-staff-member.ts';
import type { Deps } from '../deps.ts';

/** Returns one staff member as of a day, on `staff.read` of an agency of theirs. */
export const getStaffMember =
  ({ read }: Pick<Deps, 'read'>) =>
  async (
    input: Readonly<{ staffId: string }> & AsOf & ReadAfter,
    context: CallContext,
  ): Promise<StaffMemberView> =>
    visibleStaffMember(
      await read.staffMember(
        { staffId: input.staffId, day: dayOf(input, context) },
        queryOptions(input, context),
      ),
      context,
    );
