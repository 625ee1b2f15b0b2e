export { appointStaffMember } from './appoint-staff-member.ts';
export { endAppointment } from './end-appointment.ts';
export { findStaffMemberBySubject } from './find-staff-member-by-subject.ts';
export { getStaffMember } from './get-staff-member.ts';
export { listStaffMembers } from './list-staff-members.ts';
export { registerStaffMember } from './register-staff-member.ts';
