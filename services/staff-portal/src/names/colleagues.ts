import type { CallSettings } from '@egov/chassis/grpc';
import type { StaffServices } from '../services.ts';
import { ifKnown } from './if-known.ts';

/** The officials of an agency as choices by name, nobody first; none if the visitor may not see its staff. */
export async function colleagues(
  { staff }: Pick<StaffServices, 'staff'>,
  agencyId: string | undefined,
  nobody: string,
  call: CallSettings,
): Promise<readonly Readonly<{ value: string; text: string }>[]> {
  if (agencyId === undefined) return [];
  const found = await ifKnown(() => staff.listStaffMembers({ agencyId, pageSize: 200 }, call));
  const members = (found?.staffMembers ?? []).map(({ subject, name, appointments }) => ({
    value: subject,
    text: [
      name,
      ...appointments.filter((one) => one.agencyId === agencyId).map(({ position }) => position),
    ].join(', '),
  }));
  return members.length === 0 ? [] : [{ value: '', text: nobody }, ...members];
}
