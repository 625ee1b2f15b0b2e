import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { SCHEMA, SCHEMA_VERSION } from './schema.ts';

/** Creates the tables of a new file; refuses a file of another version. */
export function prepareDatabase(db: DatabaseSync): void {
  const version = Number(db.prepare('PRAGMA user_version').get()?.user_version ?? 0);
  if (version > SCHEMA_VERSION)
    throw new Error(
      `The data folder was written by a newer version (layout ${version}, this one knows ${SCHEMA_VERSION}).`,
    );
  if (version === SCHEMA_VERSION) return;
  db.exec('BEGIN IMMEDIATE');
  db.exec(SCHEMA);
  db.prepare('INSERT INTO facts (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING').run(
    'epoch',
    randomUUID(),
  );
  db.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`);
  db.exec('COMMIT');
}
