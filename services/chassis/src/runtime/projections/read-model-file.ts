import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Projection } from './projection.ts';

/**
 * Where a projection is, with the event at that position, so that another log's position is not mistaken for
 * this one's.
 */
export type Checkpoint = Readonly<{
  commit: bigint;
  prepare: bigint;
  stream: string;
  revision: bigint;
  eventId: string;
}>;

/**
 * One file per service in the data directory, so that a new replica can be seeded with a peer's backup of it.
 */
export const readModelFile = (dataDir: string, name: string): string => join(dataDir, `${name}.sqlite`);

/** The file and its companions of SQLite. */
export const filesOf = (file: string): readonly string[] => [file, `${file}-wal`, `${file}-shm`];

const META = `CREATE TABLE IF NOT EXISTS _projections (
  name TEXT PRIMARY KEY, schema_digest TEXT NOT NULL, objects TEXT NOT NULL, commit_position INTEGER NOT NULL,
    prepare_position INTEGER NOT NULL,
  stream TEXT NOT NULL, revision INTEGER NOT NULL, event_id TEXT NOT NULL) STRICT, WITHOUT ROWID`;

// A read model can be rebuilt, so a commit need not wait for the disk; it stays consistent after a power
// failure.
const PRAGMAS = `PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON;
  PRAGMA temp_store = MEMORY;
  PRAGMA cache_size = -32768; PRAGMA wal_autocheckpoint = 4000; PRAGMA journal_size_limit = 67108864;
    PRAGMA busy_timeout = 5000`;

// Live events touch few pages; memory needed for catching up is released.
const LIVE_PRAGMAS = 'PRAGMA cache_size = -4096; PRAGMA shrink_memory';

const NOWHERE = -1n;

const digest = (schema: string): string => createHash('sha256').update(schema).digest('hex');

const objects = (db: DatabaseSync): readonly string[] =>
  db
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' " +
        'ORDER BY name',
    )
    .all()
    .map((row) => String(row['name']));

const createSchema = (db: DatabaseSync, { table, schema }: Projection): void => {
  const before = new Set(objects(db));
  db.exec(schema);
  const made = objects(db).filter((name) => !before.has(name));
  for (const name of made) {
    const { sql } = db.prepare('SELECT sql FROM sqlite_schema WHERE name = ?').get(name) ?? {};
    if (/\bUSING\s+fts5\b/i.test(String(sql)))
      db.prepare(`INSERT INTO "${name}" ("${name}", rank) VALUES ('secure-delete', 1)`).run();
  }
  db.prepare("INSERT INTO _projections VALUES (?, ?, ?, ?, ?, '', -1, '')").run(
    table,
    digest(schema),
    JSON.stringify(made),
    NOWHERE,
    NOWHERE,
  );
};

const drop = (db: DatabaseSync, name: string): void => {
  const { objects: made } = db.prepare('SELECT objects FROM _projections WHERE name = ?').get(name) ?? {};
  for (const object of JSON.parse(String(made ?? '[]')) as readonly string[]) {
    const { type } = db.prepare('SELECT type FROM sqlite_schema WHERE name = ?').get(object) ?? {};
    if (type !== undefined) db.exec(`DROP ${String(type)} "${object}"`);
  }
  db.prepare('DELETE FROM _projections WHERE name = ?').run(name);
};

const stored = (db: DatabaseSync): ReadonlyMap<string, string> =>
  new Map(
    db
      .prepare('SELECT name, schema_digest FROM _projections')
      .all()
      .map((row) => [String(row['name']), String(row['schema_digest'])]),
  );

/** Removes a read model; its data is in the log. */
export const removeReadModel = (file: string): void =>
  filesOf(file).forEach((part) => rmSync(part, { force: true }));

/**
 * Opens the file for its projector and creates what is missing: a projection that is new, or whose schema
 * changed, begins at the first event.
 */
export const openReadModel = (file: string, projections: readonly Projection[]) => {
  const db = new DatabaseSync(file);
  db.exec(PRAGMAS);
  db.exec(META);
  const transaction = (work: () => void): void => {
    db.exec('BEGIN IMMEDIATE');
    try {
      work();
      db.exec('COMMIT');
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK');
      throw error;
    }
  };
  transaction(() => {
    const known = stored(db);
    for (const each of projections) {
      const had = known.get(each.table);
      if (had === digest(each.schema)) continue;
      if (had !== undefined) drop(db, each.table);
      createSchema(db, each);
    }
  });
  return {
    db,
    transaction,
    ...checkpoints(db, projections),
    /**
     * Called when the file has caught up: drops tables of former releases and uses less memory from then on.
     */
    settle: (): void => {
      transaction(() => dropOthers(db, projections));
      db.exec(LIVE_PRAGMAS);
    },
  };
};

/** An open read model. */
export type ReadModelFile = ReturnType<typeof openReadModel>;

const dropOthers = (db: DatabaseSync, projections: readonly Projection[]): void => {
  for (const name of stored(db).keys()) if (!projections.some(({ table }) => table === name)) drop(db, name);
};

const checkpoints = (db: DatabaseSync, projections: readonly Projection[]) => {
  const read = db.prepare('SELECT * FROM _projections WHERE name = ?');
  read.setReadBigInts(true);
  const move = db.prepare(`UPDATE _projections SET commit_position = ?1, prepare_position = ?2, stream = ?3,
      revision = ?4, event_id = ?5
    WHERE commit_position < ?1 AND name IN (SELECT value FROM json_each(?6))`);
  const ours = JSON.stringify(projections.map(({ table }) => table));
  return {
    /** Where each projection is, in the order given; `undefined` before its first event. */
    checkpoints: (): readonly (Checkpoint | undefined)[] =>
      projections.map(({ table }) => {
        const row = read.get(table);
        if (row === undefined || row['commit_position'] === NOWHERE) return undefined;
        return {
          commit: BigInt(row['commit_position'] as bigint),
          prepare: BigInt(row['prepare_position'] as bigint),
          stream: String(row['stream']),
          revision: BigInt(row['revision'] as bigint),
          eventId: String(row['event_id']),
        };
      }),
    /** Moves every projection that is not yet there; call it in the transaction that wrote the rows. */
    moveTo: ({ commit, prepare, stream, revision, eventId }: Checkpoint): void =>
      void move.run(commit, prepare, stream, revision, eventId, ours),
  };
};
