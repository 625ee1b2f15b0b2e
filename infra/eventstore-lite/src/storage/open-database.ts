import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';

export const databaseFile = (folder: string): string => join(folder, 'events.db');

/** Opens for the one writer: durable at every commit, bytes of deleted rows overwritten. */
export function openForWriting(folder: string, maxPageCount?: number): DatabaseSync {
  const db = new DatabaseSync(databaseFile(folder), { timeout: 5000 });
  db.exec(`PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA cache_size=-8192;
    PRAGMA wal_autocheckpoint=2000; PRAGMA journal_size_limit=16777216; PRAGMA temp_store=MEMORY;`);
  if (maxPageCount !== undefined) db.exec(`PRAGMA max_page_count=${Math.trunc(maxPageCount)}`);
  return db;
}

/** Opens for reading only; never blocks the writer and is never blocked by it. */
export function openForReading(folder: string): DatabaseSync {
  const db = new DatabaseSync(databaseFile(folder), { readOnly: true, timeout: 5000 });
  db.exec('PRAGMA cache_size=-8192; PRAGMA query_only=ON; PRAGMA temp_store=MEMORY;');
  return db;
}
