import type { QueryDb } from '@egov/chassis/projections';
import { withHours, withYear, type Calendar } from '../../domain/calendar/calendar.ts';
import type { CalendarDay, WeeklyHours } from '../../domain/calendar/events.ts';

type EntryRow = { revision: number; hours: string | null; year: number | null; days: string | null };

const entered = (calendar: Calendar, { hours, year, days }: EntryRow): Calendar => {
  if (hours !== null) return withHours(calendar, JSON.parse(hours) as WeeklyHours);
  return year === null || days === null
    ? calendar
    : withYear(calendar, year, JSON.parse(days) as readonly CalendarDay[]);
};

/** A calendar as it was known at an instant. */
export function calendar(
  db: QueryDb,
  { calendarId, knownAt }: { calendarId: string; knownAt: string },
): Readonly<{ calendar: Calendar; revision: number }> | undefined {
  const rows = db.all<EntryRow>(
    'SELECT revision, hours, year, days FROM calendar_entry_v1 WHERE calendar_id = ? ' +
      'AND recorded_at <= ? ORDER BY revision',
    calendarId,
    knownAt,
  );
  const revision = rows.at(-1)?.revision;
  return revision === undefined
    ? undefined
    : { calendar: rows.reduce(entered, { hours: [], years: {} }), revision };
}
