import { DatabaseSync } from 'node:sqlite';
import type { Event } from '../domain/mod.ts';
import { eventDecoder } from '../runtime/event-log/event-decoder.ts';
import type { ProjectionDb, ReadModels } from '../runtime/projections/projection.ts';
import type { QueryPool } from '../runtime/projections/queries.ts';
import { statementCache } from '../runtime/projections/statement-cache.ts';
import type { StoredEvent } from '../runtime/event-log/stored-event.ts';
import type { MemoryLog } from './memory-log.ts';

/** The read models of a service in memory: always caught up when asked. */
export type MemoryReadModels = QueryPool &
  Readonly<{
    /** Every row of every table, for "the same as". */
    dump: () => Promise<Readonly<Record<string, readonly object[]>>>;
  }>;

/** How often each event is applied in a row; twice must give the same rows. */
export type MemoryReadModelOptions = Readonly<{ times?: number }>;

type Handler = (db: ProjectionDb, event: StoredEvent) => void;

/**
 * Makes the read models of a service over a log in memory, for in-process tests of its SQL and of its RPCs.
 */
export function memoryReadModels(
  models: ReadModels,
  { stored, keys }: Pick<MemoryLog, 'stored' | 'keys'>,
  { times = 1 }: MemoryReadModelOptions = {},
): MemoryReadModels {
  const sqlite = new DatabaseSync(':memory:');
  for (const { schema } of models.projections) sqlite.exec(schema);
  const db = statementCache(sqlite);
  const decode = eventDecoder<Event>(models.catalogues, keys);
  let applied = 0;
  const catchUp = async (): Promise<void> => {
    const fresh = stored.slice(applied);
    applied = stored.length;
    for (const event of await decode.batch(structuredClone(fresh).map((raw) => ({ event: raw })))) {
      if (event === undefined) continue;
      const handlers = models.projections.map(
        ({ on }) => (on as Readonly<Record<string, Handler | undefined>>)[event.type],
      );
      for (let time = 0; time < times; time += 1) for (const handle of handlers) handle?.(db, event);
    }
  };
  return {
    async query<T>(name: string, args: object): Promise<T> {
      await catchUp();
      const query = models.queries[name];
      if (query === undefined) throw new TypeError(`No query is named ${name}.`);
      // Workers return copies, so what cannot be copied must fail here too.
      return structuredClone(query(db, structuredClone(args))) as T;
    },
    async dump() {
      await catchUp();
      const tables = sqlite
        .prepare(
          "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
        )
        .all();
      return Object.fromEntries(
        tables.map(({ name }) => [String(name), sqlite.prepare(`SELECT * FROM "${String(name)}"`).all()]),
      );
    },
    close: async () => sqlite.close(),
  };
}
