import type { CallContext } from '@egov/chassis/application';
import type { StaffMemberView } from '../projections/signatures.ts';
import { dayOf, including, type AsOf, type Includes, type Read } from './reading.ts';
import { visibleStaffMember } from './visible-staff-member.ts';

/**
 * Answers the staff member who logs in as a subject, on `staff.read` of an agency of theirs, or to
 * themselves.
 */
export const findStaffMemberBySubject =
  ({ read }: Read) =>
  async (
    input: Readonly<{ subject: string }> & AsOf & Includes,
    context: CallContext,
  ): Promise<StaffMemberView> =>
    visibleStaffMember(
      await read.staffMemberBySubject(
        { subject: input.subject, day: dayOf(input, context) },
        including(input, context),
      ),
      context,
    );
