import type { CallContext } from '@egov/chassis/application';
import type { StaffMemberView } from '../../projections/queries/staff-members.ts';
import { refusal } from '../../domain/reasons.ts';

/**
 * Returns a staff member to callers with `staff.read` of the agency that registered them or of one they ever
 * served in. Throws PERMISSION_MISSING, NOT_FOUND.
 */
export function visibleStaffMember(
  found: StaffMemberView | undefined,
  { principal }: CallContext,
): StaffMemberView {
  if (found === undefined) throw refusal('NOT_FOUND');
  principal.require('staff.read', found.agencyId, ...found.allAppointments.map(({ agencyId }) => agencyId));
  return found;
}
