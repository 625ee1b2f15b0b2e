import { agenciesInScope, type CallContext } from '@egov/chassis/application';
import type { ListStaffMembers, Page, StaffMemberView } from '../projections/signatures.ts';
import { dayOf, including, type AsOf, type Includes, type Read } from './reading.ts';

/** Lists the staff appointed on a day to an agency, or to any in scope, by name. */
export const listStaffMembers =
  ({ read }: Read) =>
  (
    input: Omit<ListStaffMembers, 'day' | 'agencies'> &
      Readonly<{ agencyId: string | undefined }> &
      AsOf &
      Includes,
    context: CallContext,
  ): Promise<Page<StaffMemberView>> => {
    const { agencyId, text, pageSize, pageToken } = input;
    return read.staffMembers(
      {
        agencies: agenciesInScope(context, 'staff.read', agencyId),
        day: dayOf(input, context),
        text,
        pageSize,
        pageToken,
      },
      including(input, context),
    );
  };
