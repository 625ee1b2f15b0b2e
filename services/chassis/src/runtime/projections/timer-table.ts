import type { Instant } from '../../domain/decider.ts';
import type { ProjectionDb } from './projection.ts';
import type { QueryDb } from './queries.ts';

/**
 * A timer as scheduled by a projection. `id` is a UUID and becomes the request id of its command;
 * `traceparent` is that of the event that set it.
 */
export type Timer = Readonly<{
  id: string;
  dueAt: Instant;
  kind: string;
  aggregateId: string;
  correlation: string;
  traceparent?: string | null | undefined;
}>;

/** A timer that is due. */
export type DueTimer = Timer;

/**
 * Makes the due table of a service: one of its projections creates it (`schema`), schedules and cancels
 * timers in it, and a query reads the due ones. Scheduling an id again moves it.
 */
export const timerTable = (table: string) => {
  const insert =
    `INSERT INTO ${table} VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE ` +
    'SET due_at = excluded.due_at, kind = excluded.kind';
  return {
    table,
    schema: `CREATE TABLE ${table} (id TEXT PRIMARY KEY, due_at TEXT NOT NULL, kind TEXT NOT NULL,
      aggregate_id TEXT NOT NULL, correlation TEXT NOT NULL, traceparent TEXT)
      STRICT, WITHOUT ROWID;
      CREATE INDEX ${table}_by_due ON ${table} (due_at, id);
      CREATE INDEX ${table}_by_aggregate ON ${table} (aggregate_id);`,
    schedule: (db: ProjectionDb, { id, dueAt, kind, aggregateId, correlation, traceparent }: Timer): void =>
      void db.run(insert, id, dueAt, kind, aggregateId, correlation, traceparent ?? null),
    cancel: (db: ProjectionDb, id: string): void => void db.run(`DELETE FROM ${table} WHERE id = ?`, id),
    /** Cancels all timers of an aggregate, or those of one kind. */
    cancelOf: (db: ProjectionDb, aggregateId: string, kind?: string): void =>
      void db.run(
        `DELETE FROM ${table} WHERE aggregate_id = ? AND kind = ifnull(?, kind)`,
        aggregateId,
        kind,
      ),
    due: (db: QueryDb, { now, limit }: Readonly<{ now: Instant; limit: number }>): readonly DueTimer[] =>
      db.all<DueTimer>(
        'SELECT id, due_at AS dueAt, kind, aggregate_id AS aggregateId, correlation, traceparent ' +
          `FROM ${table} WHERE due_at <= ? ORDER BY due_at, id LIMIT ?`,
        now,
        limit,
      ),
  };
};
