import { v5 as uuidv5 } from 'uuid';
import { AgencyCodeScheme, AgencyLevel } from '@egov/proto/egov/directory/v1/agency';
import { CalendarDayKind } from '@egov/proto/egov/directory/v1/calendar_service';
import {
  ApplicantGroup,
  Channel,
  OnlineLevel,
  type ProcedureTerms,
} from '@egov/proto/egov/procedures/v1/procedure';
import type {
  ReferenceAgency,
  ReferenceCalendar,
  ReferenceDuration,
  ReferenceProcedure,
} from '@egov/reference-data';
import {
  ClockPolicy,
  DueRounding,
  DurationUnit,
  type Duration,
} from '@egov/proto/egov/working_time/v1/working_time';

const namespace = 'd3b0a1f2-8a57-5a39-b4a6-3a8f0b1f4c61';

/** Returns the request id of one act of loading; the same act again is the same request. */
export const loadingId = (...parts: readonly string[]): string => uuidv5(parts.join(' '), namespace);

export const agencyLevels = {
  province: AgencyLevel.AGENCY_LEVEL_PROVINCE,
  department: AgencyLevel.AGENCY_LEVEL_DEPARTMENT,
  district: AgencyLevel.AGENCY_LEVEL_DISTRICT,
  commune: AgencyLevel.AGENCY_LEVEL_COMMUNE,
  division: AgencyLevel.AGENCY_LEVEL_DIVISION,
} as const satisfies Record<ReferenceAgency['level'], AgencyLevel>;

export const codeSchemes = {
  QCVN102: AgencyCodeScheme.AGENCY_CODE_SCHEME_QCVN102,
  QD20: AgencyCodeScheme.AGENCY_CODE_SCHEME_QD20,
  GSO: AgencyCodeScheme.AGENCY_CODE_SCHEME_GSO,
} as const;

const units = {
  'working-days': DurationUnit.DURATION_UNIT_WORKING_DAYS,
  'calendar-days': DurationUnit.DURATION_UNIT_CALENDAR_DAYS,
  'working-hours': DurationUnit.DURATION_UNIT_WORKING_HOURS,
  months: DurationUnit.DURATION_UNIT_MONTHS,
} as const;
const applicants = {
  citizen: ApplicantGroup.APPLICANT_GROUP_CITIZEN,
  'overseas-vietnamese': ApplicantGroup.APPLICANT_GROUP_OVERSEAS_VIETNAMESE,
  foreigner: ApplicantGroup.APPLICANT_GROUP_FOREIGNER,
  'public-servant': ApplicantGroup.APPLICANT_GROUP_PUBLIC_SERVANT,
  business: ApplicantGroup.APPLICANT_GROUP_BUSINESS,
  organisation: ApplicantGroup.APPLICANT_GROUP_ORGANISATION,
  'foreign-organisation': ApplicantGroup.APPLICANT_GROUP_FOREIGN_ORGANISATION,
  cooperative: ApplicantGroup.APPLICANT_GROUP_COOPERATIVE,
  'party-member': ApplicantGroup.APPLICANT_GROUP_PARTY_MEMBER,
  'party-organisation': ApplicantGroup.APPLICANT_GROUP_PARTY_ORGANISATION,
} as const;
/** The channels by the words of the reference data. */
export const channels = {
  counter: Channel.CHANNEL_COUNTER,
  online: Channel.CHANNEL_ONLINE,
  post: Channel.CHANNEL_POST,
} as const;
const levels = {
  information: OnlineLevel.ONLINE_LEVEL_INFORMATION,
  partial: OnlineLevel.ONLINE_LEVEL_PARTIAL,
  full: OnlineLevel.ONLINE_LEVEL_FULL,
} as const;
const clocks = {
  'exclude-resume': ClockPolicy.CLOCK_POLICY_EXCLUDE_RESUME,
  restart: ClockPolicy.CLOCK_POLICY_RESTART,
  'start-when-complete': ClockPolicy.CLOCK_POLICY_START_WHEN_COMPLETE,
  'resume-extra': ClockPolicy.CLOCK_POLICY_RESUME_EXTRA,
  'exclude-third-party': ClockPolicy.CLOCK_POLICY_EXCLUDE_THIRD_PARTY,
} as const;

const durationOf = (duration: ReferenceDuration | null | undefined): Duration | undefined =>
  duration ? { amount: duration.amount, unit: units[duration.unit] } : undefined;

/** Returns a reference procedure as the catalogue's request. */
export const termsOf = (procedure: ReferenceProcedure): ProcedureTerms => ({
  code: procedure.code,
  name: procedure.name,
  field: procedure.field || undefined,
  level2011: procedure.level2011 || undefined,
  onlineLevel: levels[procedure.onlineLevel],
  decidingLevel: procedure.levels[0],
  agencyId: procedure.agencyId,
  channels: procedure.channels.map(({ channel, cases }) => ({
    channel: channels[channel],
    cases: cases.map(({ name, duration, fee }) => ({
      name: name || undefined,
      duration: durationOf(duration),
      fee: fee === null ? undefined : BigInt(fee),
      rounding: DueRounding.DUE_ROUNDING_HOUR_EXACT,
    })),
  })),
  papers: procedure.papers.map(({ id, name, originals, copies, form, required }) => ({
    paperId: id,
    name,
    originals,
    copies,
    form: form || undefined,
    required,
  })),
  supplement: {
    clock: clocks[procedure.supplement.clock],
    maxWait: durationOf(procedure.supplement.maxWait),
    extra: durationOf(procedure.supplement.extra),
  },
  steps: procedure.steps.map(({ id, name, role, duration }) => ({
    stepId: id,
    name,
    role,
    duration: durationOf(duration),
  })),
  sameDayCutoff: procedure.sameDayCutoff ?? undefined,
  recorded: false,
  legalGround: procedure.decision,
  applicants: procedure.applicants.map((group) => applicants[group]),
});

/** Returns the weekly hours of the reference calendar as the directory's request. */
export const weeklyHoursOf = (calendar: ReferenceCalendar) =>
  calendar.hours.map(({ from, weekdays }) => ({
    validFromDay: from,
    hours: Object.entries(weekdays).flatMap(([weekday, spans]) =>
      spans.map(({ opens, closes }) => ({ weekday: Number(weekday), opens, closes })),
    ),
  }));

export const calendarDaysOf = (days: ReferenceCalendar['days']) =>
  days.map(({ date: day, kind, name, asWeekday }) => ({
    day,
    name,
    kind: kind === 'off' ? CalendarDayKind.CALENDAR_DAY_KIND_OFF : CalendarDayKind.CALENDAR_DAY_KIND_MAKEUP,
    asWeekday,
  }));
