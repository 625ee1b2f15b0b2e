import { DatabaseSync } from 'node:sqlite';

/** The log position up to which a read model's file has been filled; −1 before the first event. */
export function readModelPosition(file: string): bigint {
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    const statement = db.prepare('SELECT max(commit_position) AS position FROM _projections');
    statement.setReadBigInts(true);
    const position = statement.get()?.['position'];
    return typeof position === 'bigint' ? position : -1n;
  } finally {
    db.close();
  }
}
