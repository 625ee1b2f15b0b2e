import type { ActPage, ListActs, PersonDatum } from '@egov/chassis/projections';
import type { LocalDate } from '@egov/chassis/domain';
import type { AgencyLevel, AssignedCode, Successor } from '../domain/agency/events.ts';
import type { Calendar } from '../domain/calendar/calendar.ts';

/** A code or name or place with the days it holds; `validUntil` is null while it does. */
export type DatedCode = AssignedCode & Readonly<{ validUntil: LocalDate | null }>;
export type DatedName = Readonly<{ name: string; validFrom: LocalDate; validUntil: LocalDate | null }>;

/** An agency as of one day. */
export type AgencyView = Readonly<{
  agencyId: string;
  name: string;
  level: AgencyLevel;
  parentId: string | null;
  codes: readonly DatedCode[];
  names: readonly DatedName[];
  allCodes: readonly DatedCode[];
  establishedOn: LocalDate;
  dissolvedOn: LocalDate | null;
  successors: readonly Successor[];
  revision: number;
}>;

export type AppointmentView = Readonly<{
  appointmentId: string;
  agencyId: string;
  position: string;
  roles: readonly string[];
  from: LocalDate;
  until: LocalDate | null;
}>;

/** A staff member as of one day; personal fields are empty once forgotten. */
export type StaffMemberView = Readonly<{
  staffId: string;
  agencyId: string;
  subject: string;
  name: string;
  email: string;
  phone: string;
  revision: number;
  appointments: readonly AppointmentView[];
  allAppointments: readonly AppointmentView[];
}>;

export type Page<Item> = Readonly<{ items: readonly Item[]; nextPageToken: string }>;

export type ListAgencies = Readonly<{
  day: LocalDate;
  level: AgencyLevel | undefined;
  parentId: string | undefined;
  text: string | undefined;
  pageSize: number;
  pageToken: string | undefined;
}>;
export type ListStaffMembers = Readonly<{
  /** Appointed to one of these; to any when null. */
  agencies: readonly string[] | null;
  day: LocalDate;
  text: string | undefined;
  pageSize: number;
  pageToken: string | undefined;
}>;

/** What the read models of the directory answer. */
export type DirectoryQueries = Readonly<{
  agency: (args: { agencyId: string; day: LocalDate }) => AgencyView | undefined;
  agencyByCode: (args: { scheme: string; code: string; day: LocalDate }) => AgencyView | undefined;
  agencies: (args: ListAgencies) => Page<AgencyView>;
  staffMember: (args: { staffId: string; day: LocalDate }) => StaffMemberView | undefined;
  staffMemberBySubject: (args: { subject: string; day: LocalDate }) => StaffMemberView | undefined;
  staffMembers: (args: ListStaffMembers) => Page<StaffMemberView>;
  /** A calendar as it was known at an instant. */
  calendar: (args: {
    calendarId: string;
    knownAt: string;
  }) => Readonly<{ calendar: Calendar; revision: number }> | undefined;
  personData: (args: { personId: string }) => readonly PersonDatum[];
  listActs: (args: ListActs) => ActPage;
  forgottenPersons: (args: Readonly<Record<never, never>>) => readonly string[];
}>;
