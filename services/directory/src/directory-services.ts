import { type EventLog, typedQueries, type QueryPool } from '@egov/chassis/application';
import type { GrpcService } from '@egov/chassis/grpc';
import { appointStaffMember } from './application/appoint-staff-member.ts';
import { assignAgencyCode } from './application/assign-agency-code.ts';
import { computeDueTime } from './application/compute-due-time.ts';
import { declareYear } from './application/declare-year.ts';
import { defineOfficeHours } from './application/define-office-hours.ts';
import { dissolveAgency } from './application/dissolve-agency.ts';
import { endAppointment } from './application/end-appointment.ts';
import { establishAgency } from './application/establish-agency.ts';
import { findAgencyByCode } from './application/find-agency-by-code.ts';
import { findStaffMemberBySubject } from './application/find-staff-member-by-subject.ts';
import { getAgency } from './application/get-agency.ts';
import { getStaffMember } from './application/get-staff-member.ts';
import { getWorkingCalendar } from './application/get-working-calendar.ts';
import { listAgencies } from './application/list-agencies.ts';
import { listStaffMembers } from './application/list-staff-members.ts';
import { moveAgency } from './application/move-agency.ts';
import { proposeYear } from './application/propose-year.ts';
import { openRecords } from './application/records.ts';
import { registerStaffMember } from './application/register-staff-member.ts';
import { renameAgency } from './application/rename-agency.ts';
import { agencyHandlers } from './grpc/agency-handlers.ts';
import { calendarHandlers } from './grpc/calendar-handlers.ts';
import { staffHandlers } from './grpc/staff-handlers.ts';
import type { DirectoryQueries } from './projections/signatures.ts';

/**
 * Wires the use cases to the log and the read models, and answers the gRPC services; the same for a process
 * and a test.
 */
export function directoryServices({
  log,
  queries,
}: Readonly<{ log: EventLog; queries: QueryPool }>): readonly GrpcService[] {
  const records = openRecords(log);
  const deps = { ...records, read: typedQueries<DirectoryQueries>(queries) };
  return [
    agencyHandlers({
      establishAgency: establishAgency(deps),
      renameAgency: renameAgency(deps),
      assignAgencyCode: assignAgencyCode(deps),
      moveAgency: moveAgency(deps),
      dissolveAgency: dissolveAgency(deps),
      getAgency: getAgency(deps),
      findAgencyByCode: findAgencyByCode(deps),
      listAgencies: listAgencies(deps),
    }),
    staffHandlers({
      registerStaffMember: registerStaffMember(deps),
      appointStaffMember: appointStaffMember(deps),
      endAppointment: endAppointment(deps),
      getStaffMember: getStaffMember(deps),
      findStaffMemberBySubject: findStaffMemberBySubject(deps),
      listStaffMembers: listStaffMembers(deps),
    }),
    calendarHandlers({
      defineOfficeHours: defineOfficeHours(deps),
      declareYear: declareYear(deps),
      getWorkingCalendar: getWorkingCalendar(deps),
      proposeYear: proposeYear(),
      computeDueTime: computeDueTime(deps),
    }),
  ];
}
