import type { CallContext } from '@egov/chassis/application';
import type { StaffMemberView } from '../projections/signatures.ts';
import { dayOf, including, type AsOf, type Includes, type Read } from './reading.ts';
import { visibleStaffMember } from './visible-staff-member.ts';

/** Answers one staff member as of a day, on `staff.read` of an agency of theirs, or to themselves. */
export const getStaffMember =
  ({ read }: Read) =>
  async (
    input: Readonly<{ staffId: string }> & AsOf & Includes,
    context: CallContext,
  ): Promise<StaffMemberView> =>
    visibleStaffMember(
      await read.staffMember(
        { staffId: input.staffId, day: dayOf(input, context) },
        including(input, context),
      ),
      context,
    );
