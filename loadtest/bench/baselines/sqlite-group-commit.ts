import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * Bare `node:sqlite`: rows a second inserted durably (WAL, synchronous FULL) with `group` rows to a commit
 * and nothing else.
 */
export function sqliteGroupCommit({
  folder,
  group,
  seconds,
}: {
  folder: string;
  group: number;
  seconds: number;
}): number {
  const db = new DatabaseSync(join(folder, `baseline-${group}.sqlite`));
  db.exec(
    'PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE event (id INTEGER PRIMARY KEY, ' +
      'stream TEXT, data BLOB)',
  );
  const insert = db.prepare('INSERT INTO event (stream, data) VALUES (?, ?)');
  const data = Buffer.alloc(300, 'x');
  const start = performance.now();
  let rows = 0;
  while (performance.now() - start < seconds * 1000) {
    db.exec('BEGIN IMMEDIATE');
    for (let row = 0; row < group; row += 1) insert.run(`procedures_dossier-${rows + row}`, data);
    db.exec('COMMIT');
    rows += group;
  }
  const rate = rows / ((performance.now() - start) / 1000);
  db.close();
  return rate;
}
