import type { CallContext } from '@egov/chassis/runtime';
import type { ListStaffMembers, Page, StaffMemberView } from '../projections/signatures.ts';
import { dayOf, including } from './reading.ts';
import type { AsOf, Includes, Read } from './reading.ts';

/** Lists the staff appointed to an agency on a day, by name, on `staff.read` of it. Throws NOT_FOUND, PAGE_TOKEN_INVALID. */
export const listStaffMembers = ({ read }: Read) =>
  (input: Omit<ListStaffMembers, 'day'> & AsOf & Includes, context: CallContext): Promise<Page<StaffMemberView>> => {
    const { agencyId, text, pageSize, pageToken } = input;
    context.principal.require('staff.read', agencyId);
    return read.staffMembers({ agencyId, day: dayOf(input, context), text, pageSize, pageToken }, including(input, context));
  };
