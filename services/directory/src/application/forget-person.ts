import type { CallContext, KeyStore } from '@egov/chassis/runtime';
import { staffId } from '../domain/ids.ts';
import type { ForgetPerson } from '../domain/person/person.ts';
import { registered } from '../domain/staff-member/staff-member.ts';
import type { Receipt, Records } from './records.ts';

/**
 * Destroys a staff member's key and records that they were forgotten, on `person.forget` of the agency they
 * were registered for. A crash between the two leaves a destroyed key; the same request, sent again, records
 * it. Throws NOT_FOUND.
 */
export const forgetPerson =
  ({
    persons,
    staff,
    keys,
  }: Pick<Records, 'persons' | 'staff'> & Readonly<{ keys: Pick<KeyStore, 'forget'> }>) =>
  async (data: ForgetPerson['data'], context: CallContext): Promise<Receipt> => {
    context.principal.require('person.forget');
    const { agencyId } = registered((await staff.load(staffId(data.personId))).state);
    return persons.handle({
      id: data.personId,
      context,
      authorise: () => context.principal.require('person.forget', agencyId),
      command: async () => {
        await keys.forget(data.personId);
        return { type: 'ForgetPerson', data };
      },
    });
  };
