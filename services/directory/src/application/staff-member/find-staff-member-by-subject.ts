import { dayOf, queryOptions, type AsOf, type CallContext, type ReadAfter } from '@egov/chassis/application';
import type { StaffMemberView } from '../../projections/queries/staff-members.ts';
import { visibleStaffMember } from './visible-staff-member.ts';
import type { Deps } from '../deps.ts';

/** Returns the staff member who logs in as a subject, on `staff.read` of an agency of theirs. */
export const findStaffMemberBySubject =
  ({ read }: Pick<Deps, 'read'>) =>
  async (
    input: Readonly<{ subject: string }> & AsOf & ReadAfter,
    context: CallContext,
  ): Promise<StaffMemberView> =>
    visibleStaffMember(
      await read.staffMemberBySubject(
        { subject: input.subject, day: dayOf(input, context) },
        queryOptions(input, context),
      ),
      context,
    );
