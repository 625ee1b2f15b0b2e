import { agencyId } from '@egov/chassis/domain';
import { appointmentId, staffId } from '../ids.ts';
import type { StaffMemberEvent } from './events.ts';

type DataOf<Type extends StaffMemberEvent['type']> = Extract<StaffMemberEvent, { type: Type }>['data'];

export const LAN = staffId('5b2b2f7e-0000-4000-8000-00000000a001');
export const FIRST = appointmentId('5b2b2f7e-0000-4000-8000-00000000b001');
export const SECOND = appointmentId('5b2b2f7e-0000-4000-8000-00000000b002');
export const CENTRE = agencyId('5b2b2f7e-0000-4000-8000-00000000c001');
export const JUSTICE = agencyId('5b2b2f7e-0000-4000-8000-00000000c002');

export const registered = (data: Partial<DataOf<'StaffMemberRegistered'>> = {}): StaffMemberEvent => ({
  type: 'StaffMemberRegistered',
  data: {
    staffId: LAN,
    subject: 'lan',
    agencyId: CENTRE,
    name: 'Nguyễn Thị Lan',
    email: 'lan@example.vn',
    phone: null,
    ...data,
  },
});

export const appointed = (data: Partial<DataOf<'StaffMemberAppointed'>> = {}): StaffMemberEvent => ({
  type: 'StaffMemberAppointed',
  data: {
    staffId: LAN,
    subject: 'lan',
    appointmentId: FIRST,
    agencyId: CENTRE,
    position: 'Chuyên viên',
    roles: ['specialist'],
    from: '2019-01-01',
    ...data,
  },
});

export const ended = (until: string): StaffMemberEvent => ({
  type: 'AppointmentEnded',
  data: { staffId: LAN, appointmentId: FIRST, agencyId: CENTRE, until, reason: 'Chuyển công tác' },
});
