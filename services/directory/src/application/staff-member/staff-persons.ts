import { heldRecords, openRecords, type EventLog, type PersonOptions } from '@egov/chassis/application';
import { aggregates } from '../../domain/aggregates.ts';
import { staffId } from '../../domain/ids.ts';
import { staffMemberCatalogue } from '../../domain/staff-member/events.ts';
import { registered } from '../../domain/staff-member/staff-member.ts';

/** The persons of the directory are its staff: read and forgotten by the agency that registered them. */
export function staffPersons({ log }: Readonly<{ log: EventLog }>): PersonOptions {
  const { staff } = openRecords(log, aggregates);
  return {
    owner: async (personId) => registered((await staff.load(staffId(personId))).state).agencyId,
    held: heldRecords({
      name: 'staff',
      catalogue: staffMemberCatalogue,
      // The subject stays, so that signed acts can still be attributed; a position says nothing of the
      // person.
      unsealed: { StaffMemberRegistered: ['subject'], StaffMemberAppointed: ['position'] },
      of: async (personId) => [personId],
      page: staff.page,
    }),
  };
}
