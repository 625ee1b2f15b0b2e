/** Version of the file's layout; another one is refused rather than guessed at. */
export const SCHEMA_VERSION = 2;

/**
 * A tombstone's revision on disk: the largest whole number JavaScript holds; on the wire it is the largest
 * int64.
 */
export const TOMBSTONE_REVISION = Number.MAX_SAFE_INTEGER;

export const SCHEMA = `
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS streams (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,
  last INTEGER NOT NULL DEFAULT -1, tombstoned INTEGER NOT NULL DEFAULT 0,
  max_age INTEGER, max_count INTEGER, truncate_before INTEGER, acl TEXT
);
CREATE TABLE IF NOT EXISTS events (
  position INTEGER PRIMARY KEY, stream INTEGER NOT NULL, revision INTEGER NOT NULL, id BLOB NOT NULL,
  type TEXT NOT NULL, format INTEGER NOT NULL, created INTEGER NOT NULL,
  metadata BLOB NOT NULL, data BLOB NOT NULL, chain BLOB NOT NULL
);
CREATE UNIQUE INDEX IF NOT EXISTS events_by_stream ON events (stream, revision);
CREATE INDEX IF NOT EXISTS events_by_id ON events (id);
`;

/** The second layout: which account wrote an event; NULL for events of the first. */
export const WITH_ACCOUNT = 'ALTER TABLE events ADD COLUMN account TEXT';
