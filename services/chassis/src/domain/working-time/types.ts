/** A calendar date in the calendar's own time zone, `YYYY-MM-DD`. */
export type LocalDate = string;

/** Monday is 1, Sunday is 7, as in ISO 8601. */
export type IsoWeekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** One span of office hours of a day, `HH:MM` each, local time. */
export type OfficeHours = { opens: string; closes: string };

/** The hours of a whole week, in force from a date until the next entry. */
export type WeeklyHours = {
  from: LocalDate;
  weekdays: Readonly<Record<IsoWeekday, readonly OfficeHours[]>>;
};

/**
 * A day that differs from its weekday: off, or worked to make up for another (`asWeekday` says whose hours it
 * takes).
 */
export type SpecialDay = {
  date: LocalDate;
  kind: 'off' | 'makeup';
  name: string;
  asWeekday?: IsoWeekday;
};

/** The content of a working calendar, as dated data. */
export type WorkingCalendarData = {
  version: string;
  timeZone: string;
  /**
   * The entry with the latest `from` not after the day applies; the earliest one also covers the time before
   * it.
   */
  hours: readonly WeeklyHours[];
  days: readonly SpecialDay[];
};

/** A length of time as a procedure states it; `amount` may be a fraction (half a working day). */
export type Duration = {
  unit: 'working-days' | 'calendar-days' | 'working-hours' | 'months';
  amount: number;
};

/**
 * Hour-exact counts eight working hours a day from the minute of receipt; civil ends with the last of the
 * counted days.
 */
export type Rounding = 'hour-exact' | 'civil';

/** What a pause does to the clock; it differs by procedure. */
export type ClockPolicy =
  | 'exclude-resume'
  | 'restart'
  | 'start-when-complete'
  | 'resume-extra'
  | 'exclude-third-party';

/**
 * A period in which the office waits for somebody else, as UTC instants. `extra` goes with `resume-extra`.
 */
export type Pause = { from: string; to: string; policy: ClockPolicy; extra?: Duration };

/** A special day between start and due time. */
export type NamedDay = { date: LocalDate; name: string };

/** How one pause was counted; minutes are null where the duration is not counted in working time. */
export type PauseWorking = Pause & {
  /**
   * False if the time had already run out before the pause began: a clock that has run out is not restarted.
   */
  counted: boolean;
  minutesUsed: number | null;
  minutesLeft: number | null;
};

/** The complete computation of a due time, stored with it so that it can be explained and judged again. */
export type DueWorking = {
  calendarVersion: string;
  timeZone: string;
  from: string;
  startsAt: string;
  duration: Duration;
  rounding: Rounding;
  sameDayCutoff: string | null;
  /** Working minutes left to run at the clock's last start; null for calendar days and months. */
  minutesCounted: number | null;
  hourExact: string | null;
  /** The statutory limit, end of the last counted day; null for durations in hours. */
  civil: string | null;
  holidaysSkipped: readonly NamedDay[];
  makeupDaysWorked: readonly NamedDay[];
  pauses: readonly PauseWorking[];
};
