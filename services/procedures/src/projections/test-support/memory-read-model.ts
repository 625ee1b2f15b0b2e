import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import type { Event } from '@egov/chassis/domain';
import type { Cell, Projection, ProjectionDb, QueryDb, StoredEvent } from '@egov/chassis/projections';

const bound = (values: readonly Cell[]): SQLInputValue[] =>
  values.map((value) => (typeof value === 'boolean' ? Number(value) : (value ?? null)));

/** Projections over a database in memory: events go in, queries read it. */
export function memoryReadModel(projections: readonly Projection[]) {
  const sqlite = new DatabaseSync(':memory:');
  for (const { schema } of projections) sqlite.exec(schema);
  const db: ProjectionDb & QueryDb = {
    run: (sql, ...values) => ({ changes: Number(sqlite.prepare(sql).run(...bound(values)).changes) }),
    get: <T>(sql: string, ...values: readonly Cell[]) =>
      sqlite.prepare(sql).get(...bound(values)) as T | undefined,
    all: <T>(sql: string, ...values: readonly Cell[]) => sqlite.prepare(sql).all(...bound(values)) as T[],
    each: <T>(sql: string, ...values: readonly Cell[]) =>
      sqlite.prepare(sql).iterate(...bound(values)) as IterableIterator<T>,
  };
  return {
    db,
    project(events: readonly StoredEvent[]) {
      for (const event of events) {
        for (const { on } of projections)
          (
            on[event.type as keyof typeof on] as
              | ((db: ProjectionDb, event: StoredEvent<Event>) => void)
              | undefined
          )?.(db, event);
      }
    },
    /**
     * Every row of every table, to compare two read models; the word index's internal tables are left out.
     */
    dump: () =>
      db
        .all<{ name: string }>(
          "SELECT name FROM sqlite_master WHERE type = 'table' " +
            "AND name NOT LIKE '%\\_text\\_%' ESCAPE '\\' ORDER BY name",
        )
        .map(({ name }) => [name, db.all(`SELECT * FROM "${name}"`)]),
  };
}
