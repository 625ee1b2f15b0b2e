import {
  commandHandler,
  personRecords,
  type CommandHandler,
  type EventLog,
  type PersonRecords,
} from '@egov/chassis/application';
import { aggregates } from '../domain/aggregates.ts';
import type { Agency } from '../domain/agency/agency.ts';
import type { AgencyCommand } from '../domain/agency/decide.ts';
import type { AgencyEvent } from '../domain/agency/events.ts';
import type { Calendar } from '../domain/calendar/calendar.ts';
import type { CalendarCommand } from '../domain/calendar/decide.ts';
import type { CalendarEvent } from '../domain/calendar/events.ts';
import type { ClaimEntry, RegisterEntry, RegisterEvent } from '../domain/register/register.ts';
import type { StaffMemberCommand } from '../domain/staff-member/decide.ts';
import type { StaffMemberEvent } from '../domain/staff-member/events.ts';
import type { StaffMember } from '../domain/staff-member/staff-member.ts';

/** The records that the use cases read and write, each kind by its handler. */
export type Records = Readonly<{
  agencies: CommandHandler<Agency, AgencyCommand, AgencyEvent>;
  staff: CommandHandler<StaffMember, StaffMemberCommand, StaffMemberEvent>;
  calendars: CommandHandler<Calendar, CalendarCommand, CalendarEvent>;
  register: CommandHandler<RegisterEntry, ClaimEntry, RegisterEvent>;
  persons: PersonRecords;
}>;

/** What a command may be told by its caller about the record it has seen. */
export type Seen = Readonly<{ expectedRevision?: bigint | undefined }>;

/** What was recorded, for the caller's next command and query. */
export type Receipt = Readonly<{ revision: bigint; position: bigint }>;

/** Opens the records over the event log. */
export const openRecords = (log: EventLog): Records => ({
  agencies: commandHandler(log, aggregates.agency),
  staff: commandHandler(log, aggregates.staffMember),
  calendars: commandHandler(log, aggregates.calendar),
  register: commandHandler(log, aggregates.register),
  persons: personRecords(log),
});
