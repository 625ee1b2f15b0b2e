import { officeDay } from '@egov/chassis/domain';
import type { CallContext } from '@egov/chassis/application';
import type { StaffMemberView } from '../../projections/queries/staff-members.ts';
import { refusal } from '../../domain/reasons.ts';

/**
 * Returns a staff member to callers with `staff.read` of the agency that registered them or of one they ever
 * served in. Throws PERMISSION_MISSING, NOT_FOUND.
 */
export function visibleStaffMember(
  found: StaffMemberView | undefined,
  context: CallContext,
): StaffMemberView {
  if (found === undefined) throw refusal('NOT_FOUND');
  const served = found.allAppointments.map(({ agencyId }) => agencyId);
  context.principal.require('staff.read', found.agencyId, ...served);
  return asSeen(found, context);
}

/**
 * The staff member as the caller may see them today, whichever day is asked about: an agency that they have
 * left still sees who held its own positions, not how to reach them or where they went.
 */
export function asSeen(found: StaffMemberView, { principal, now }: CallContext): StaffMemberView {
  const today = officeDay(now);
  const serving = found.allAppointments.filter(({ until }) => until === null || until >= today);
  if (principal.may('staff.read', found.agencyId, ...serving.map(({ agencyId }) => agencyId))) return found;
  const here = ({ agencyId }: { agencyId: string }): boolean => principal.may('staff.read', agencyId);
  return {
    ...found,
    email: '',
    phone: '',
    appointments: found.appointments.filter(here),
    allAppointments: found.allAppointments.filter(here),
  };
}
