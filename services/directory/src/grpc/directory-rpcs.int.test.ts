import { test } from '@jest/globals';
import { everyRpc } from '@egov/chassis/testing';
import { AuditServiceDefinition } from '@egov/proto/egov/audit/v1/audit_service';
import { AgencyCodeScheme } from '@egov/proto/egov/directory/v1/agency';
import { AgencyServiceDefinition } from '@egov/proto/egov/directory/v1/agency_service';
import { CalendarDayKind, CalendarServiceDefinition } from '@egov/proto/egov/directory/v1/calendar_service';
import { PersonServiceDefinition } from '@egov/proto/egov/person/v1/person_service';
import { StaffServiceDefinition } from '@egov/proto/egov/directory/v1/staff_service';
import { DueRounding, DurationUnit } from '@egov/proto/egov/working_time/v1/working_time';
import {
  LAN,
  PHU_THO_TOWN,
  PROVINCE,
  VIET_TRI,
  directoryWorld,
  district,
  newAppointment,
  newStaffMember,
  officeHours,
  once,
  withAgencies,
  withLan,
  withOfficeHours,
  type DirectoryWorld,
} from './test-support/directory-world.ts';

const world = () => directoryWorld();
const town = district(PHU_THO_TOWN, 'UBND thị xã Phú Thọ', '228');
const onDay = { asOfDay: '2026-07-06' };

async function withTown(at: DirectoryWorld): Promise<void> {
  await withAgencies(at);
  await at.agencies.establishAgency({ ...once(), ...town });
}

const agencies = everyRpc(world, AgencyServiceDefinition, {
  establishAgency: {
    after: withAgencies,
    request: town,
    altered: { name: 'UBND thị xã' },
    agency: PROVINCE,
  },
  renameAgency: {
    after: withAgencies,
    request: { agencyId: VIET_TRI, name: 'UBND phường Việt Trì', validFromDay: '2025-07-01' },
    altered: { name: 'UBND phường' },
    agency: VIET_TRI,
  },
  assignAgencyCode: {
    after: withAgencies,
    request: {
      agencyId: VIET_TRI,
      scheme: AgencyCodeScheme.AGENCY_CODE_SCHEME_QD20,
      code: 'H44.05',
      validFromDay: '2021-01-01',
    },
    altered: { agencyId: PROVINCE },
    agency: PROVINCE,
  },
  moveAgency: {
    after: withTown,
    request: { agencyId: VIET_TRI, parentId: PHU_THO_TOWN, validFromDay: '2025-07-01' },
    altered: { validFromDay: '2026-01-01' },
  },
  dissolveAgency: {
    after: withAgencies,
    request: {
      agencyId: VIET_TRI,
      dissolvedOn: '2025-06-30',
      successors: [{ agencyId: PROVINCE }],
      legalGround: 'NQ 1676',
    },
    altered: { dissolvedOn: '2025-12-31' },
    agency: PROVINCE,
  },
  getAgency: { after: withAgencies, request: { agencyId: VIET_TRI, ...onDay }, open: true },
  findAgencyByCode: {
    after: withAgencies,
    request: { scheme: AgencyCodeScheme.AGENCY_CODE_SCHEME_GSO, code: '227', ...onDay },
    open: true,
  },
  listAgencies: { after: withAgencies, request: onDay, open: true },
});

const staff = everyRpc(world, StaffServiceDefinition, {
  registerStaffMember: {
    after: withAgencies,
    request: newStaffMember,
    altered: { phone: '0210 000 002' },
    agency: VIET_TRI,
  },
  appointStaffMember: {
    after: withLan,
    request: { ...newAppointment, position: 'Giám đốc', fromDay: '2024-01-01' },
    altered: { position: 'Phó Giám đốc' },
    agency: VIET_TRI,
  },
  endAppointment: {
    request: async (at) => ({
      staffId: LAN,
      appointmentId: await withLan(at),
      untilDay: '2025-06-30',
      reason: 'Chuyển công tác',
    }),
    altered: { untilDay: '2025-12-31' },
    agency: VIET_TRI,
  },
  getStaffMember: { after: withLan, request: { staffId: LAN, ...onDay }, agency: VIET_TRI },
  findStaffMemberBySubject: { after: withLan, request: { subject: 'lan', ...onDay }, agency: VIET_TRI },
  listStaffMembers: { after: withLan, request: { agencyId: VIET_TRI, ...onDay }, agency: VIET_TRI },
});

const calendars = everyRpc(world, CalendarServiceDefinition, {
  defineOfficeHours: {
    request: { ...officeHours, calendarId: VIET_TRI },
    altered: { legalGround: 'Quyết định khác' },
    agency: VIET_TRI,
  },
  declareYear: {
    after: withOfficeHours,
    request: {
      calendarId: 'province',
      year: 2026,
      legalGround: '9441/TB-BNV',
      days: [{ day: '2026-02-16', kind: CalendarDayKind.CALENDAR_DAY_KIND_OFF, name: 'Tết Nguyên đán' }],
    },
    altered: { legalGround: 'Thông báo khác' },
  },
  getWorkingCalendar: { after: withOfficeHours, request: { calendarId: 'province' }, open: true },
  proposeYear: { request: { year: 2027 }, open: true },
  computeDueTime: {
    after: withOfficeHours,
    request: {
      calendarId: 'province',
      fromAt: new Date('2026-07-06T02:15:00Z'),
      amount: 3,
      unit: DurationUnit.DURATION_UNIT_WORKING_DAYS,
      rounding: DueRounding.DUE_ROUNDING_HOUR_EXACT,
    },
    open: true,
  },
});

const persons = everyRpc(world, PersonServiceDefinition, {
  listPersonData: { after: withLan, request: { personId: LAN }, agency: VIET_TRI },
  forgetPerson: {
    after: withLan,
    request: { personId: LAN, reason: 'Luật 91/2025/QH15' },
    altered: { reason: 'Khác' },
    agency: VIET_TRI,
  },
});

const audit = everyRpc(world, AuditServiceDefinition, {
  listActs: { after: withAgencies, request: { agencyId: VIET_TRI }, agency: VIET_TRI },
});

test.each([...agencies, ...staff, ...calendars, ...persons, ...audit])('%s', (_name, run) => run());
