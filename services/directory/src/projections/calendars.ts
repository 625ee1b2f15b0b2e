import { projection, type QueryDb } from '@egov/chassis/projections';
import { withHours, withYear, type Calendar } from '../domain/calendar/calendar.ts';
import type { CalendarDay, CalendarEvent, WeeklyHours } from '../domain/calendar/events.ts';

/**
 * What was entered into calendars and when, so that a calendar can be answered as it was known at any
 * instant.
 */
export const calendars = projection<CalendarEvent>({
  table: 'calendar_entry_v1',
  schema: `CREATE TABLE calendar_entry_v1 (calendar_id TEXT NOT NULL, revision INTEGER NOT NULL,
    recorded_at TEXT NOT NULL, hours TEXT, year INTEGER, days TEXT,
    PRIMARY KEY (calendar_id, revision)) WITHOUT ROWID;`,
  on: {
    OfficeHoursDefined: (db, { data, revision, at }) => {
      db.run(
        'INSERT OR REPLACE INTO calendar_entry_v1 (calendar_id, revision, recorded_at, hours) ' +
          'VALUES (?, ?, ?, ?)',
        data.calendarId,
        revision,
        at,
        JSON.stringify(data.weekly),
      );
    },
    CalendarYearDeclared: (db, { data, revision, at }) => {
      db.run(
        'INSERT OR REPLACE INTO calendar_entry_v1 (calendar_id, revision, recorded_at, year, days) ' +
          'VALUES (?, ?, ?, ?, ?)',
        data.calendarId,
        revision,
        at,
        data.year,
        JSON.stringify(data.days),
      );
    },
  },
});

type EntryRow = { revision: number; hours: string | null; year: number | null; days: string | null };

const entered = (calendar: Calendar, { hours, year, days }: EntryRow): Calendar => {
  if (hours !== null) return withHours(calendar, JSON.parse(hours) as WeeklyHours);
  return year === null || days === null
    ? calendar
    : withYear(calendar, year, JSON.parse(days) as readonly CalendarDay[]);
};

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
