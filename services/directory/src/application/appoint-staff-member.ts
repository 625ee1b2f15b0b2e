import { derivedId, type CallContext } from '@egov/chassis/application';
import { appointmentId, type AppointmentId } from '../domain/ids.ts';
import type { AppointStaffMember } from '../domain/staff-member/decide.ts';
import type { Receipt, Records, Seen } from './records.ts';
import { standingAgency } from './standing-agency.ts';

export type AppointStaffMemberInput = Omit<AppointStaffMember['data'], 'appointmentId'> & Seen;

/** Appoints a staff member to a position of an agency from a day, on `staff.manage` of that agency. */
export const appointStaffMember =
  (records: Pick<Records, 'agencies' | 'staff'>) =>
  async (
    { expectedRevision, ...input }: AppointStaffMemberInput,
    context: CallContext,
  ): Promise<Receipt & { appointmentId: AppointmentId }> => {
    const id = appointmentId(derivedId('directory', context.principal.subject, context.requestId));
    const { revision, position } = await records.staff.handle({
      id: input.staffId,
      context,
      expectedRevision,
      authorise: () => context.principal.require('staff.manage', input.agencyId),
      command: async () => {
        await standingAgency(records, input.agencyId, input.from);
        return { type: 'AppointStaffMember', data: { ...input, appointmentId: id } };
      },
    });
    return { appointmentId: id, revision, position };
  };
