import { createHash } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/**
 * The shadow tables of FTS5 depend on how the index was merged, not on what is in it; the virtual table
 * itself is compared.
 */
const comparedTables = (db: DatabaseSync): readonly string[] => {
  const tables = db.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'table' ORDER BY name").all();
  const virtual = tables
    .filter((table) => /^CREATE VIRTUAL TABLE/i.test(String(table['sql'])))
    .map((table) => String(table['name']));
  return tables
    .map((table) => String(table['name']))
    .filter((name) => !name.startsWith('sqlite_') && !name.startsWith('_'))
    .filter((name) => !virtual.some((owner) => name.startsWith(`${owner}_`)));
};

const text = (value: unknown): string =>
  value instanceof Uint8Array
    ? `x'${Buffer.from(value).toString('hex')}'`
    : typeof value === 'bigint'
      ? `${value}`
      : (JSON.stringify(value) ?? 'null');

/**
 * The content of a read model: for each table its number of rows and a digest over them, independent of the
 * order in which they were written.
 */
export type ReadModelDump = Readonly<Record<string, Readonly<{ rows: number; sha256: string }>>>;

/**
 * Digests every table of a read model's file, so that a test can say "equal to a rebuild".
 * The projector's own tables (their names begin with `_`) and SQLite's are left out.
 */
export const dumpReadModel = (dbFile: string): ReadModelDump => {
  const db = new DatabaseSync(dbFile, { readOnly: true });
  try {
    return Object.fromEntries(
      comparedTables(db).map((table) => {
        const statement = db.prepare(`SELECT * FROM ${quoted(table)}`);
        statement.setReadBigInts(true);
        const rows = statement
          .all()
          .map((row) =>
            Object.entries(row)
              .map(([name, value]) => `${name}=${text(value)}`)
              .join('\u0001'),
          )
          .toSorted();
        return [
          table,
          { rows: rows.length, sha256: createHash('sha256').update(rows.join('\u0002')).digest('hex') },
        ];
      }),
    );
  } finally {
    db.close();
  }
};
