import type { DatabaseSync } from 'node:sqlite';
import { FORMAT, SOFT_DELETED } from './records.ts';
import { TOMBSTONE_REVISION } from './schema.ts';

const BATCH = 200;

/**
 * Wipes the bytes of events that metadata or deletion has hidden. Their rows stay, empty, so that positions
 * and the chain of checksums have no gaps. Each step is one short transaction; appends continue in between.
 */
export class Scavenge {
  readonly #db: DatabaseSync;
  readonly #streams: Array<{ id: number; below: number; youngerThan: number | null }>;
  removed = 0;

  constructor(db: DatabaseSync) {
    this.#db = db;
    const rows = db
      .prepare(`SELECT id, name, last, tombstoned, max_age, max_count, truncate_before FROM streams
      WHERE tombstoned = 1 OR max_age IS NOT NULL OR max_count IS NOT NULL OR truncate_before IS NOT NULL
        OR (name LIKE '$$%' AND last > 0)`)
      .all();
    this.#streams = rows.map((row) => {
      const last = Number(row.last);
      const before = Number(row.truncate_before ?? 0);
      const count = String(row.name).startsWith('$$')
        ? 1
        : row.max_count === null
          ? null
          : Number(row.max_count);
      const below =
        row.tombstoned === 1 || before >= SOFT_DELETED
          ? last + 1
          : Math.max(before, count === null ? 0 : last - count + 1);
      return {
        id: Number(row.id),
        below,
        youngerThan: row.max_age === null ? null : (Date.now() - Number(row.max_age) * 1000) * 1000,
      };
    });
  }

  /** Does one batch; false when there is nothing left. */
  step(): boolean {
    const stream = this.#streams[0];
    if (stream === undefined) return false;
    const { changes } = this.#db
      .prepare(`UPDATE events SET format = ${FORMAT.scavenged}, id = zeroblob(16), type = '', metadata = x'',
        data = x''
      WHERE position IN (SELECT position FROM events WHERE stream = ? AND revision < ${TOMBSTONE_REVISION}
        AND format <> ${FORMAT.scavenged}
        AND (revision < ? OR created < ?) ORDER BY revision LIMIT ${BATCH})`)
      .run(stream.id, stream.below, stream.youngerThan ?? 0);
    this.removed += Number(changes);
    if (Number(changes) < BATCH) this.#streams.shift();
    return true;
  }

  /** Makes sure that the wiping reaches the file itself. */
  finish(): void {
    this.#db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  }
}
