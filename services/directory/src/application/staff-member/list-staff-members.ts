import {
  agenciesInScope,
  dayOf,
  queryOptions,
  type AsOf,
  type CallContext,
  type ReadAfter,
  type Page,
} from '@egov/chassis/application';
import type { ListStaffMembers, StaffMemberView } from '../../projections/queries/staff-members.ts';
import { asSeen } from './visible-staff-member.ts';
import type { Deps } from '../deps.ts';

/** Lists the staff appointed on a day to an agency, or to any in the caller's scope, by name. */
export const listStaffMembers =
  ({ read }: Pick<Deps, 'read'>) =>
  async (
    input: Omit<ListStaffMembers, 'day' | 'agencies'> &
      Readonly<{ agencyId: string | undefined }> &
      AsOf &
      ReadAfter,
    context: CallContext,
  ): Promise<Page<StaffMemberView>> => {
    const { agencyId, text, pageSize, pageToken } = input;
    const page = await read.staffMembers(
      {
        agencies: agenciesInScope(context, 'staff.read', agencyId),
        day: dayOf(input, context),
        text,
        pageSize,
        pageToken,
      },
      queryOptions(input, context),
    );
    return { ...page, items: page.items.map((item) => asSeen(item, context)) };
  };
