import { test } from '@jest/globals';
import { rpcChecks } from '@egov/chassis/testing';
import { AgencyCodeScheme } from '@egov/proto/egov/directory/v1/agency';
import { AuditServiceDefinition as audit } from '@egov/proto/egov/audit/v1/audit_service';
import { AgencyServiceDefinition as agency } from '@egov/proto/egov/directory/v1/agency_service';
import {
  CalendarDayKind,
  CalendarServiceDefinition as calendar,
  DueRounding,
  DurationUnit,
} from '@egov/proto/egov/directory/v1/calendar_service';
import { PersonServiceDefinition as person } from '@egov/proto/egov/person/v1/person_service';
import { StaffServiceDefinition as staff } from '@egov/proto/egov/directory/v1/staff_service';
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
  withAgencies,
  withLan,
  withOfficeHours,
  type DirectoryWorld,
} from './test-support/directory-world.ts';

/** A request that needs something to have happened. */
const after =
  <Request>(arrange: (world: DirectoryWorld) => Promise<unknown>, request: Request) =>
  async (world: DirectoryWorld): Promise<Request> => {
    await arrange(world);
    return request;
  };

const now = { asOf: '2026-07-06', minPosition: 0n };
const CALENDAR_OF_VIET_TRI = { ...officeHours, calendarId: VIET_TRI };

const checks = [
  ...rpcChecks(() => directoryWorld(), {
    definition: agency,
    method: 'establishAgency',
    permission: 'agency.manage',
    agency: PROVINCE,
    request: after(withAgencies, district(PHU_THO_TOWN, 'UBND thị xã Phú Thọ', '228')),
    altered: { name: 'UBND thị xã' },
  }),
  ...rpcChecks(() => directoryWorld(), {
    definition: agency,
    method: 'renameAgency',
    permission: 'agency.manage',
    agency: VIET_TRI,
    request: after(withAgencies, {
      agencyId: VIET_TRI,
      name: 'UBND phường Việt Trì',
      validFrom: '2025-07-01',
    }),
    altered: { name: 'UBND phường' },
  }),
  ...rpcChecks(() => directoryWorld(), {
    definition: agency,
    method: 'assignAgencyCode',
    permission: 'agency.manage',
    agency: PROVINCE,
    altered: { agencyId: PROVINCE },
    request: after(withAgencies, {
      agencyId: VIET_TRI,
      code: {
        scheme: AgencyCodeScheme.AGENCY_CODE_SCHEME_QD20,
        code: 'H44.05',
        validFrom: '2021-01-01',
        validUntil: '',
      },
    }),
  }),
  ...rpcChecks(() => directoryWorld(), {
    definition: agency,
    method: 'moveAgency',
    permission: 'agency.manage',
    agency: '*',
    altered: { validFrom: '2026-01-01' },
    request: after(
      async (world) => {
        await withAgencies(world);
        await world.agencies.establishAgency({
          requestId: '5b2b2f7e-0000-4000-8000-00000000e001',
          ...district(PHU_THO_TOWN, 'UBND thị xã Phú Thọ', '228'),
        });
      },
      { agencyId: VIET_TRI, parentId: PHU_THO_TOWN, validFrom: '2025-07-01' },
    ),
  }),
  ...rpcChecks(() => directoryWorld(), {
    definition: agency,
    method: 'dissolveAgency',
    permission: 'agency.manage',
    agency: PROVINCE,
    altered: { dissolvedOn: '2025-12-31' },
    request: after(withAgencies, {
      agencyId: VIET_TRI,
      dissolvedOn: '2025-06-30',
      successors: [{ agencyId: PROVINCE, part: '' }],
      legalGround: 'NQ 1676',
    }),
  }),
  ...rpcChecks(() => directoryWorld(), {
    definition: agency,
    method: 'getAgency',
    permission: 'agency.read',
    agency: VIET_TRI,
    open: true,
    request: after(withAgencies, { agencyId: VIET_TRI, ...now }),
  }),
  ...rpcChecks(() => directoryWorld(), {
    definition: agency,
    method: 'findAgencyByCode',
    permission: 'agency.read',
    agency: VIET_TRI,
    open: true,
    request: after(withAgencies, { scheme: AgencyCodeScheme.AGENCY_CODE_SCHEME_GSO, code: '227', ...now }),
  }),
  ...rpcChecks(() => directoryWorld(), {
    definition: agency,
    method: 'listAgencies',
    permission: 'agency.read',
    agency: VIET_TRI,
    open: true,
    request: after(withAgencies, { ...now, level: 0, parentId: '', text: '', pageSize: 0, pageToken: '' }),
  }),
  ...rpcChecks(() => directoryWorld(), {
    definition: staff,
    method: 'registerStaffMember',
    permission: 'staff.manage',
    agency: VIET_TRI,
    request: after(withAgencies, newStaffMember),
    altered: { phone: '0210 000 002' },
  }),
  ...rpcChecks(() => directoryWorld(), {
    definition: staff,
    method: 'appointStaffMember',
    permission: 'staff.manage',
    agency: VIET_TRI,
    altered: { position: 'Phó Giám đốc' },
    request: after(withLan, { ...newAppointment, position: 'Giám đốc', from: '2024-01-01' }),
  }),
  ...rpcChecks(() => directoryWorld(), {
    definition: staff,
    method: 'endAppointment',
    permission: 'staff.manage',
    agency: VIET_TRI,
    altered: { until: '2025-12-31' },
    request: async (world) => ({
      staffId: LAN,
      appointmentId: await withLan(world),
      until: '2025-06-30',
      reason: 'Chuyển công tác',
    }),
  }),
  ...rpcChecks(() => directoryWorld(), {
    definition: staff,
    method: 'getStaffMember',
    permission: 'staff.read',
    agency: VIET_TRI,
    request: after(withLan, { staffId: LAN, ...now }),
  }),
  ...rpcChecks(() => directoryWorld(), {
    definition: staff,
    method: 'findStaffMemberBySubject',
    permission: 'staff.read',
    agency: VIET_TRI,
    request: after(withLan, { subject: 'lan', ...now }),
  }),
  ...rpcChecks(() => directoryWorld(), {
    definition: staff,
    method: 'listStaffMembers',
    permission: 'staff.read',
    agency: VIET_TRI,
    request: after(withLan, { agencyId: VIET_TRI, ...now, text: '', pageSize: 0, pageToken: '' }),
  }),
  ...rpcChecks(() => directoryWorld(), {
    definition: calendar,
    method: 'defineOfficeHours',
    permission: 'calendar.manage',
    agency: VIET_TRI,
    request: () => CALENDAR_OF_VIET_TRI,
    altered: { legalGround: 'Quyết định khác' },
  }),
  ...rpcChecks(() => directoryWorld(), {
    definition: calendar,
    method: 'declareYear',
    permission: 'calendar.manage',
    altered: { legalGround: 'Thông báo khác' },
    request: after(withOfficeHours, {
      calendarId: 'province',
      year: 2026,
      legalGround: '9441/TB-BNV',
      days: [
        {
          date: '2026-02-16',
          kind: CalendarDayKind.CALENDAR_DAY_KIND_OFF,
          name: 'Tết Nguyên đán',
          asWeekday: 0,
        },
      ],
    }),
  }),
  ...rpcChecks(() => directoryWorld(), {
    definition: calendar,
    method: 'getWorkingCalendar',
    permission: 'calendar.read',
    agency: VIET_TRI,
    open: true,
    request: after(withOfficeHours, { calendarId: 'province', fromYear: 0, toYear: 0, minPosition: 0n }),
  }),
  ...rpcChecks(() => directoryWorld(), {
    definition: calendar,
    method: 'proposeYear',
    permission: 'calendar.read',
    agency: VIET_TRI,
    open: true,
    request: () => ({ year: 2027 }),
  }),
  ...rpcChecks(() => directoryWorld(), {
    definition: calendar,
    method: 'computeDueTime',
    permission: 'calendar.read',
    agency: VIET_TRI,
    open: true,
    request: after(withOfficeHours, {
      calendarId: 'province',
      from: new Date('2026-07-06T02:15:00Z'),
      amount: 3,
      unit: DurationUnit.DURATION_UNIT_WORKING_DAYS,
      rounding: DueRounding.DUE_ROUNDING_HOUR_EXACT,
      draftYear: 0,
      draftDays: [],
    }),
  }),
  ...rpcChecks(() => directoryWorld(), {
    definition: audit,
    method: 'listActs',
    permission: 'audit.read',
    agency: VIET_TRI,
    request: after(withAgencies, {
      actorId: '',
      agencyId: VIET_TRI,
      eventType: '',
      from: undefined,
      before: undefined,
      pageSize: 0,
      pageToken: '',
      minPosition: 0n,
    }),
  }),
  ...rpcChecks(() => directoryWorld(), {
    definition: person,
    method: 'listPersonData',
    permission: 'person.read',
    agency: VIET_TRI,
    request: after(withLan, { personId: LAN, minPosition: 0n }),
  }),
  ...rpcChecks(() => directoryWorld(), {
    definition: person,
    method: 'forgetPerson',
    permission: 'person.forget',
    agency: VIET_TRI,
    request: after(withLan, { personId: LAN, reason: 'Luật 91/2025/QH15' }),
    altered: { reason: 'Khác' },
  }),
];

test.each(checks)('%s', (_name, run) => run());
