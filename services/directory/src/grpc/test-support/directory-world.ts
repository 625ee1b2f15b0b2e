import { randomUUID } from 'node:crypto';
import { derivedId } from '@egov/chassis/application';
import { testService, type MemoryLog, type RaisedService, type TestService } from '@egov/chassis/testing';
import { AgencyCodeScheme, AgencyLevel } from '@egov/proto/egov/directory/v1/agency';
import { AgencyServiceDefinition } from '@egov/proto/egov/directory/v1/agency_service';
import { CalendarServiceDefinition } from '@egov/proto/egov/directory/v1/calendar_service';
import { PersonServiceDefinition } from '@egov/proto/egov/person/v1/person_service';
import { StaffServiceDefinition } from '@egov/proto/egov/directory/v1/staff_service';
import directory from '../../service.ts';

const wallClock = (): string => new Date().toISOString();

const GOVERNOR = 'governor';
const PERMISSIONS = [
  'agency.manage',
  'agency.read',
  'staff.manage',
  'staff.read',
  'calendar.manage',
  'calendar.read',
  'person.read',
  'person.forget',
];

const clientsOf = ({ as }: RaisedService) => {
  const all = { subject: GOVERNOR, agencies: ['*'], permissions: PERMISSIONS };
  return {
    agencies: as(AgencyServiceDefinition, all),
    staff: as(StaffServiceDefinition, all),
    calendar: as(CalendarServiceDefinition, all),
    persons: as(PersonServiceDefinition, all),
  };
};

/** The directory in this process, over a log in memory, with clients with all permissions. */
export type DirectoryWorld = TestService & ReturnType<typeof clientsOf>;

export async function directoryWorld(clock = wallClock, memory?: MemoryLog): Promise<DirectoryWorld> {
  const raised = await testService(directory, { clock, ...(memory === undefined ? {} : { memory }) });
  return { ...raised, ...clientsOf(raised) };
}

export const PROVINCE = '5b2b2f7e-0000-4000-8000-000000000025';
export const VIET_TRI = '5b2b2f7e-0000-4000-8000-000000000227';
export const PHU_THO_TOWN = '5b2b2f7e-0000-4000-8000-000000000228';

const gso = (code: string) => ({
  scheme: AgencyCodeScheme.AGENCY_CODE_SCHEME_GSO,
  code,
});

/** The request that establishes a district. */
export const district = (agencyId: string, name: string, code: string) => ({
  agencyId,
  name,
  level: AgencyLevel.AGENCY_LEVEL_DISTRICT,
  parentId: PROVINCE,
  codes: [gso(code)],
  establishedOn: '2012-05-04',
});

/** Runs a test against a separate directory. */
export const inDirectory =
  (run: (world: DirectoryWorld) => Promise<void>, clock = wallClock, memory?: MemoryLog) =>
  async (): Promise<void> => {
    const world = await directoryWorld(clock, memory);
    try {
      await run(world);
    } finally {
      await world.close();
    }
  };

/** Fields of every command. */
export const once = (): { requestId: string } => ({ requestId: randomUUID() });

/** Establishes the province and its city Việt Trì. */
export async function withAgencies({ agencies }: DirectoryWorld): Promise<void> {
  await agencies.establishAgency({
    requestId: randomUUID(),
    agencyId: PROVINCE,
    name: 'UBND tỉnh Phú Thọ',
    level: AgencyLevel.AGENCY_LEVEL_PROVINCE,
    codes: [gso('25')],
    establishedOn: '1997-01-01',
  });
  await agencies.establishAgency({
    requestId: randomUUID(),
    ...district(VIET_TRI, 'UBND thành phố Việt Trì', '227'),
  });
}

const LAN_REGISTERED = '5b2b2f7e-0000-4000-8000-00000000a001';
/** The id that Lan gets by `withLan`. */
export const LAN = derivedId('directory', GOVERNOR, LAN_REGISTERED);
export const newStaffMember = {
  subject: 'lan',
  name: 'Nguyễn Thị Lan',
  email: 'lan@phutho.example',
  phone: '0210 000 001',
  agencyId: VIET_TRI,
};
export const newAppointment = {
  staffId: LAN,
  agencyId: VIET_TRI,
  position: 'Chuyên viên',
  roles: ['specialist'],
  fromDay: '2019-01-01',
};

/** Registers and appoints Lan at Việt Trì; returns her appointment. */
export async function withLan(world: DirectoryWorld): Promise<string> {
  await withAgencies(world);
  await world.staff.registerStaffMember({ requestId: LAN_REGISTERED, ...newStaffMember });
  return (await world.staff.appointStaffMember({ requestId: randomUUID(), ...newAppointment })).appointmentId;
}

const span = (weekday: number) => [
  { weekday, opens: '07:00', closes: '11:30' },
  { weekday, opens: '13:30', closes: '17:00' },
];
export const officeHours = {
  calendarId: 'province',
  legalGround: 'Quyết định của UBND tỉnh',
  weeklyHours: { validFromDay: '2019-01-01', hours: [1, 2, 3, 4, 5].flatMap(span) },
};

/** Defines the office hours of the province. */
export async function withOfficeHours({ calendar }: DirectoryWorld): Promise<void> {
  await calendar.defineOfficeHours({ requestId: randomUUID(), ...officeHours });
}
