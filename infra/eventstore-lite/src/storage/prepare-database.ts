import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { SCHEMA, SCHEMA_VERSION, WITH_ACCOUNT } from './schema.ts';
import { limitsOf } from './stream-metadata.ts';

/** Creates the tables of a new file, adds to an older one what it lacks, and refuses a newer one. */
export function prepareDatabase(db: DatabaseSync): void {
  const version = Number(db.prepare('PRAGMA user_version').get()?.user_version ?? 0);
  if (version > SCHEMA_VERSION)
    throw new Error(
      `The data folder was written by a newer version (layout ${version}, this one knows ${SCHEMA_VERSION}).`,
    );
  db.exec('BEGIN IMMEDIATE');
  if (version < SCHEMA_VERSION) {
    db.exec(SCHEMA);
    db.exec(WITH_ACCOUNT);
    db.prepare('INSERT INTO facts (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING').run(
      'epoch',
      randomUUID(),
    );
    db.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`);
  }
  readLimitsAgain(db);
  db.exec('COMMIT');
}

/** How metadata is read; a file whose limits were read in another way has them read again. */
const LIMITS_READ = 'as the real server reads them';

function readLimitsAgain(db: DatabaseSync): void {
  if (db.prepare("SELECT value FROM facts WHERE name = 'limits'").get()?.value === LIMITS_READ) return;
  const described = db
    .prepare("SELECT s.id, m.id AS meta, m.last FROM streams s JOIN streams m ON m.name = '$$' || s.name")
    .all();
  const metadata = db.prepare('SELECT data FROM events WHERE stream = ? AND revision = ?');
  const limit = db.prepare(
    'UPDATE streams SET max_age = ?, max_count = ?, truncate_before = ?, acl = ? WHERE id = ?',
  );
  for (const { id, meta, last } of described) {
    const data = metadata.get(Number(meta), Number(last))?.data;
    if (!(data instanceof Uint8Array)) continue;
    const { maxAge, maxCount, truncateBefore, acl } = limitsOf(data);
    limit.run(maxAge, maxCount, truncateBefore, acl, Number(id));
  }
  db.prepare(
    'INSERT INTO facts (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  ).run('limits', LIMITS_READ);
}
