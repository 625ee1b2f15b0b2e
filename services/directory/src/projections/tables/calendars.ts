import { projection } from '@egov/chassis/projections';
import type { CalendarEvent } from '../../domain/calendar/events.ts';

/**
 * The entries of calendars with their times, so that a calendar can be returned as it was known at any
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
