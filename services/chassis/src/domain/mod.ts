export {
  unreachable,
  type Actor,
  type Brand,
  type Command,
  type CommandMeta,
  type Decider,
  type Event,
  type Instant,
  type Personal,
  type Recorded,
} from './decider.ts';
export { eventCatalogue, type EventCatalogue, type EventDeclaration } from './event-catalogue.ts';
export { safeFileName } from './file-name.ts';
export { foldVietnamese } from './fold-vietnamese.ts';
export { agencyId, officialId, personId, type AgencyId, type OfficialId, type PersonId } from './ids.ts';
export { dayBefore, officeClock, officeDay, officeMidnight, officeMoment } from './office-time.ts';
export { defineReasons, generalReasons, type Explained } from './reasons.ts';
export { DomainError, type RefusalFacts, type RefusalKind } from './refusal.ts';
export { isUuid } from './uuid.ts';
export { dueTime } from './working-time/due-time.ts';
export { DAY_MS } from './working-time/local-date.ts';
export { timelinessOf, type Timeliness } from './working-time/timeliness.ts';
export type {
  ClockPolicy,
  DueWorking,
  Duration,
  IsoWeekday,
  LocalDate,
  OfficeHours,
  Pause,
  Rounding,
  SpecialDay,
  WorkingCalendarData,
} from './working-time/types.ts';
export { workingTimeReasons } from './working-time/working-time-reasons.ts';
export { workingCalendar, type WorkingCalendar } from './working-time/working-calendar.ts';
