export { DAY_MS } from './local-date.ts';
export { dueTime } from './due-time.ts';
export type { DueQuestion } from './due-time.ts';
export { timelinessOf } from './timeliness.ts';
export type { Timeliness } from './timeliness.ts';
export { workingCalendar } from './working-calendar.ts';
export type { WorkingCalendar } from './working-calendar.ts';
export type {
  ClockPolicy,
  DueWorking,
  Duration,
  IsoWeekday,
  LocalDate,
  NamedDay,
  OfficeHours,
  Pause,
  PauseWorking,
  Rounding,
  SpecialDay,
  WeeklyHours,
  WorkingCalendarData,
} from './types.ts';
