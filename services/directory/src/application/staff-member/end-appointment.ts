import type { CallContext, ExpectedRevision, Receipt } from '@egov/chassis/application';
import type { EndAppointment } from '../../domain/staff-member/decide.ts';
import { appointmentOf, registered } from '../../domain/staff-member/staff-member.ts';
import type { Deps } from '../deps.ts';

/** Ends an appointment at the end of a day, on `staff.manage` of the agency appointed to. */
export const endAppointment =
  ({ staff }: Pick<Deps, 'staff'>) =>
  (
    { expectedRevision, ...data }: EndAppointment['data'] & ExpectedRevision,
    context: CallContext,
  ): Promise<Receipt> =>
    staff.handle({
      id: data.staffId,
      context,
      expectedRevision,
      authorise: (state) => {
        const member = registered(state);
        const { agencyId } = appointmentOf(member, data.appointmentId) ?? member;
        context.principal.require('staff.manage', agencyId);
      },
      command: () => ({ type: 'EndAppointment', data }),
    });
