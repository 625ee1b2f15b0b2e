import type { DatabaseSync } from 'node:sqlite';

/** Every statement of the writer, prepared once. */
export const writeStatements = (db: DatabaseSync) => ({
  head: db.prepare(
    'SELECT id, last, tombstoned, max_age, max_count, truncate_before, acl FROM streams WHERE name = ?',
  ),
  newStream: db.prepare('INSERT INTO streams (name) VALUES (?)'),
  grow: db.prepare('UPDATE streams SET last = ? WHERE id = ?'),
  tombstone: db.prepare('UPDATE streams SET tombstoned = 1 WHERE id = ?'),
  limit: db.prepare(
    'UPDATE streams SET max_age = ?, max_count = ?, truncate_before = ?, acl = ? WHERE id = ?',
  ),
  insert:
    db.prepare(`INSERT INTO events (position, stream, revision, id, type, format, created, metadata, data,
      chain, account)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`),
  byId: db.prepare(
    'SELECT revision, position FROM events WHERE id = ? AND stream = ? ORDER BY position DESC LIMIT 1',
  ),
  atRevision: db.prepare('SELECT id, position FROM events WHERE stream = ? AND revision = ?'),
  lastData: db.prepare('SELECT data FROM events WHERE stream = ? ORDER BY revision DESC LIMIT 1'),
  tail: db.prepare('SELECT position, chain FROM events ORDER BY position DESC LIMIT 1'),
  fact: db.prepare('SELECT value FROM facts WHERE name = ?'),
  setFact: db.prepare(
    'INSERT INTO facts (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  ),
});

export type WriteStatements = ReturnType<typeof writeStatements>;
