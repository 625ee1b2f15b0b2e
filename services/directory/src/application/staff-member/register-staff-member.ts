import { derivedId, type CallContext, type Receipt } from '@egov/chassis/application';
import { mayBeRegistered, type RegisterStaffMember } from '../../domain/staff-member/decide.ts';
import { staffId, type StaffId } from '../../domain/ids.ts';
import { officeDay } from '@egov/chassis/domain';
import { claimSubject } from '../register/claim-entry.ts';
import { standingAgency } from '../agency/standing-agency.ts';
import type { Deps } from '../deps.ts';

export type RegisterStaffMemberInput = Omit<RegisterStaffMember['data'], 'staffId'>;

/**
 * Registers a person as a staff member, on `staff.manage` of the agency that registers them. Their id names
 * their key, and is therefore derived, never the caller's choice.
 */
export const registerStaffMember =
  (records: Pick<Deps, 'agencies' | 'staff' | 'register'>) =>
  async (input: RegisterStaffMemberInput, context: CallContext): Promise<Receipt & { staffId: StaffId }> => {
    const id = staffId(derivedId('directory', context.principal.subject, context.requestId));
    const { revision, position } = await records.staff.handle({
      id,
      context,
      authorise: () => context.principal.require('staff.manage', input.agencyId),
      command: async (state) => {
        const data = { ...input, staffId: id };
        mayBeRegistered(data, state);
        await standingAgency(records, input.agencyId, officeDay(context.now));
        await claimSubject(records, input.subject, id, context);
        return { type: 'RegisterStaffMember', data };
      },
    });
    return { staffId: id, revision, position };
  };
