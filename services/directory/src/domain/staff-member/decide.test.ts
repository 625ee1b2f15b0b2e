import { test } from '@jest/globals';
import { specFor } from '@egov/chassis/testing';
import { appointmentId } from '../ids.ts';
import { staffMemberDecider, type AppointStaffMember } from './decide.ts';
import { CENTRE, FIRST, JUSTICE, LAN, SECOND, appointed, ended, registered } from './staff-member.fixture.ts';

const staffMember = specFor(staffMemberDecider);

const register = {
  type: 'RegisterStaffMember' as const,
  data: {
    staffId: LAN,
    subject: 'lan',
    agencyId: CENTRE,
    name: 'Nguyễn Thị Lan',
    email: 'lan@example.vn',
    phone: null,
  },
};
const appoint = (data: Partial<AppointStaffMember['data']> = {}) => ({
  type: 'AppointStaffMember' as const,
  data: {
    staffId: LAN,
    appointmentId: SECOND,
    agencyId: CENTRE,
    position: 'Chuyên viên',
    roles: ['specialist'],
    from: '2024-01-01',
    ...data,
  },
});
const end = (until: string, id = FIRST) => ({
  type: 'EndAppointment' as const,
  data: { staffId: LAN, appointmentId: id, until, reason: 'Chuyển công tác' },
});

test('a person is registered as a staff member, once', () => {
  staffMember.given([]).when(register).then([registered()]);
  staffMember.given([registered()]).when(register).refuses('STAFF_EXISTS', { staffId: LAN });
});

test('a staff member is appointed from a day under the subject they log in as', () => {
  staffMember
    .given([registered()])
    .when(appoint())
    .then([appointed({ appointmentId: SECOND, from: '2024-01-01' })]);
});

test('a staff member serves in two agencies, or in two positions of one, at once', () => {
  staffMember
    .given([registered(), appointed()])
    .when(appoint({ agencyId: JUSTICE }))
    .then([appointed({ appointmentId: SECOND, agencyId: JUSTICE, from: '2024-01-01' })]);
  staffMember
    .given([registered(), appointed()])
    .when(appoint({ position: 'Phó Giám đốc' }))
    .then([appointed({ appointmentId: SECOND, position: 'Phó Giám đốc', from: '2024-01-01' })]);
});

test('a staff member cannot hold one position twice on one day', () => {
  staffMember
    .given([registered(), appointed()])
    .when(appoint())
    .refuses('APPOINTMENT_OVERLAPS', { appointmentId: FIRST });
  staffMember
    .given([registered(), appointed(), ended('2024-01-01')])
    .when(appoint())
    .refuses('APPOINTMENT_OVERLAPS');
  staffMember
    .given([registered(), appointed(), ended('2023-12-31')])
    .when(appoint())
    .then([appointed({ appointmentId: SECOND, from: '2024-01-01' })]);
});

test('an appointment ends at the end of a day, and only once', () => {
  staffMember
    .given([registered(), appointed()])
    .when(end('2024-06-30'))
    .then([ended('2024-06-30')]);
  staffMember
    .given([registered(), appointed(), ended('2024-06-30')])
    .when(end('2024-07-31'))
    .refuses('APPOINTMENT_ENDED', { appointmentId: FIRST, until: '2024-06-30' });
});

test('an appointment cannot end before it began', () => {
  staffMember.given([registered(), appointed()]).when(end('2018-12-31')).refuses('VALIDITY_BACKWARDS');
});

test('an unknown appointment cannot end', () => {
  const unknown = appointmentId('5b2b2f7e-0000-4000-8000-00000000b009');
  staffMember
    .given([registered()])
    .when(end('2024-06-30', unknown))
    .refuses('APPOINTMENT_UNKNOWN', { appointmentId: unknown });
});

test('only staff members are appointed or relieved', () => {
  staffMember.given([]).when(appoint()).refuses('NOT_FOUND', {});
  staffMember.given([]).when(end('2024-06-30')).refuses('NOT_FOUND', {});
});

test('a forgotten staff member still has their appointments', () => {
  staffMember.given([registered({ name: null, email: null }), appointed()]).thenState({
    phase: 'registered',
    staffId: LAN,
    subject: 'lan',
    agencyId: CENTRE,
    appointments: [
      { appointmentId: FIRST, agencyId: CENTRE, position: 'Chuyên viên', from: '2019-01-01', until: null },
    ],
  });
});
