import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { FORMAT, isMetastream, isSoftDeleted } from './records.ts';
import { TOMBSTONE_REVISION } from './schema.ts';
import { headOfRow } from './stream-heads.ts';

const BATCH = 200;

/**
 * Wipes the bytes of events that metadata or deletion has hidden. Their rows stay, empty, so that positions
 * and the chain of checksums have no gaps. The last event of a stream stays unless the stream is tombstoned,
 * as in the real server. Each step is one short transaction, by the metadata as it is then; appends continue
 * in between.
 */
export class Scavenge {
  readonly #db: DatabaseSync;
  readonly #head: StatementSync;
  readonly #wipe: StatementSync;
  readonly #streams: number[];
  removed = 0;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#head = db.prepare(
      'SELECT id, name, last, tombstoned, max_age, max_count, truncate_before, acl FROM streams WHERE id = ?',
    );
    this.#wipe = db.prepare(`UPDATE events SET format = ${FORMAT.scavenged}, id = zeroblob(16), type = '',
        metadata = x'', data = x''
      WHERE position IN (SELECT position FROM events WHERE stream = ? AND revision < ${TOMBSTONE_REVISION}
        AND format <> ${FORMAT.scavenged}
        AND (revision < ? OR (created < ? AND revision < ?)) ORDER BY revision LIMIT ${BATCH})`);
    this.#streams = db
      .prepare(`SELECT id FROM streams
      WHERE tombstoned = 1 OR max_age IS NOT NULL OR max_count IS NOT NULL OR truncate_before IS NOT NULL
        OR (name LIKE '$$%' AND last > 0)`)
      .all()
      .map(({ id }) => Number(id));
  }

  /** Does one batch; false when there is nothing left. */
  step(): boolean {
    const id = this.#streams[0];
    if (id === undefined) return false;
    const changes = this.#wipeBatch(id);
    this.removed += changes;
    if (changes < BATCH) this.#streams.shift();
    return true;
  }

  #wipeBatch(id: number): number {
    const row = this.#head.get(id);
    if (row === undefined) return 0;
    const head = headOfRow(row);
    const { last, maxAge, tombstoned, truncateBefore } = head;
    const maxCount = isMetastream(String(row.name)) ? 1 : head.maxCount;
    const hidden = Math.max(
      isSoftDeleted(head) ? last : (truncateBefore ?? 0),
      maxCount === null ? 0 : last - maxCount + 1,
    );
    const below = tombstoned ? last + 1 : Math.min(hidden, last);
    const youngerThan = maxAge === null ? 0 : (Date.now() - maxAge * 1000) * 1000;
    return Number(this.#wipe.run(id, below, youngerThan, last).changes);
  }

  /** Makes sure that the wiping reaches the file itself. */
  finish(): void {
    this.#db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  }
}
