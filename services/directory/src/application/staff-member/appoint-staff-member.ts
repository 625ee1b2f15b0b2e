import { derivedId, type CallContext, type ExpectedRevision, type Receipt } from '@egov/chassis/application';
import { appointmentId, type AppointmentId } from '../../domain/ids.ts';
import type { AppointStaffMember } from '../../domain/staff-member/decide.ts';
import { standingAgency } from '../agency/standing-agency.ts';
import type { Deps } from '../deps.ts';

export type AppointStaffMemberInput = Omit<AppointStaffMember['data'], 'appointmentId'> & ExpectedRevision;

/** Appoints a staff member to a position of an agency from a day, on `staff.manage` of that agency. */
export const appointStaffMember =
  (records: Pick<Deps, 'agencies' | 'staff'>) =>
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
