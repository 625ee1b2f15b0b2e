import { randomUUID } from 'node:crypto';
import { AgencyCodeScheme, AgencyLevel } from '@egov/proto/egov/directory/v1/agency';
import { ApplicantKind } from '@egov/proto/egov/procedures/v1/submission';
import { Channel, OnlineLevel } from '@egov/proto/egov/procedures/v1/procedure';
import { ClockPolicy, DueRounding, DurationUnit } from '@egov/proto/egov/working_time/v1/working_time';
import { PROVINCE, withProvince } from './office.ts';
import { governor, type Clients, type Platform } from './platform.ts';

export const JUSTICE = '5b2b2f7e-0000-4000-8000-000000000a05';
export const BIRTHS = '5b2b2f7e-0000-4000-8000-0000000000b1';

const weekdays = [1, 2, 3, 4, 5].flatMap((weekday) => [
  { weekday, opens: '07:00', closes: '11:30' },
  { weekday, opens: '13:30', closes: '17:00' },
]);

const channel = (which: Channel) => ({
  channel: which,
  cases: [
    {
      duration: { amount: 3, unit: DurationUnit.DURATION_UNIT_WORKING_DAYS },
      fee: 8_000n,
      rounding: DueRounding.DUE_ROUNDING_HOUR_EXACT,
    },
  ],
});

const terms = {
  code: '1.001193',
  name: 'Đăng ký khai sinh',
  field: 'Hộ tịch',
  level2011: 3,
  onlineLevel: OnlineLevel.ONLINE_LEVEL_PARTIAL,
  decidingLevel: 'Cấp Xã',
  agencyId: JUSTICE,
  channels: [channel(Channel.CHANNEL_COUNTER), channel(Channel.CHANNEL_ONLINE)],
  papers: [{ paperId: 'form', name: 'Tờ khai', originals: 1, copies: 0, required: true }],
  supplement: {
    clock: ClockPolicy.CLOCK_POLICY_EXCLUDE_RESUME,
    maxWait: { amount: 15, unit: DurationUnit.DURATION_UNIT_WORKING_DAYS },
    extra: undefined,
  },
  steps: [
    {
      stepId: 'examine',
      name: 'Thẩm tra',
      role: 'specialist',
      duration: { amount: 8, unit: DurationUnit.DURATION_UNIT_WORKING_HOURS },
    },
  ],
  recorded: false,
  legalGround: 'QĐ 1872/QĐ-BTP',
  applicants: [],
};

/** Returns the fields of every command on an existing record. */
export const once = () => ({ requestId: randomUUID(), expectedRevision: undefined });

/**
 * Opens the one-stop centre: the province, its department of justice, office hours, and one procedure in
 * force.
 */
export async function withOneStopCentre(platform: Platform): Promise<Clients> {
  const clients = platform.as();
  const { directory } = clients;
  await withProvince(clients);
  await directory.agencies.establishAgency({
    requestId: randomUUID(),
    agencyId: JUSTICE,
    name: 'Sở Tư pháp',
    level: AgencyLevel.AGENCY_LEVEL_DEPARTMENT,
    parentId: PROVINCE,
    establishedOn: '1997-01-01',
    codes: [
      {
        scheme: AgencyCodeScheme.AGENCY_CODE_SCHEME_QD20,
        code: 'H44.05',
      },
    ],
  });
  await directory.calendars.defineOfficeHours({
    ...once(),
    calendarId: 'province',
    legalGround: 'QĐ',
    weeklyHours: { validFromDay: '2019-01-01', hours: weekdays },
  });
  await withOfficials(clients);
  await withProcedure(platform, BIRTHS);
  return clients;
}

/** Who serves in the department of justice. */
export const officialsOfJustice = ['minh', 'official-0', 'official-1', 'official-2', 'official-3'] as const;

async function withOfficials({ directory: { staff } }: Clients): Promise<void> {
  for (const subject of officialsOfJustice) {
    const { staffId } = await staff.registerStaffMember({
      requestId: randomUUID(),
      subject,
      name: 'Lê Văn Minh',
      agencyId: JUSTICE,
    });
    const { position } = await staff.appointStaffMember({
      ...once(),
      staffId,
      agencyId: JUSTICE,
      position: 'Chuyên viên',
      roles: ['specialist'],
      fromDay: '2019-01-01',
    });
    await staff.getStaffMember({ staffId, minPosition: position });
  }
}

/** Puts a procedure in force, which requires two people. */
export async function withProcedure(
  platform: Platform,
  procedureId: string,
  code = terms.code,
): Promise<void> {
  const { version } = await platform.as().procedures.catalogue.proposeProcedureVersion({
    ...once(),
    procedureId,
    terms: { ...terms, code },
    inForceFromDay: '2019-01-01',
  });
  const publisher = platform.as({ ...governor, subject: 'publisher' }).procedures;
  await publisher.catalogue.publishProcedureVersion({ ...once(), procedureId, version });
}

/** A citizen who applies for something. */
export const applicant = (personId: string, name = 'Nguyễn Văn An') => ({
  personId,
  kind: ApplicantKind.APPLICANT_KIND_CITIZEN,
  name,
  idNumber: '025888123456',
  phone: '0888123456',
  email: undefined as string | undefined,
  address: 'Việt Trì',
});

/** Returns the request that submits a dossier at the counter. */
export const reception = (dossierId: string, personId: string) => ({
  requestId: randomUUID(),
  dossierId,
  procedureId: BIRTHS,
  summary: 'Khai sinh cho con',
  occurredAt: undefined,
  applicant: applicant(personId),
  components: [{ paperId: 'form', originals: 1, copies: 0 }],
  channel: Channel.CHANNEL_COUNTER,
  promisedAt: undefined,
  attributes: {},
});
