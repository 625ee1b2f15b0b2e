import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { contentDigest } from './chain.ts';
import type { ScavengeOrder } from './commands.ts';
import type { Log } from './log.ts';
import { EXPECTED, FORMAT, isMetastream, isSoftDeleted } from './records.ts';
import { type Range, rangesOf, scavengeEvent, scavengeStream, SCAVENGES } from './scavenge-record.ts';
import { TOMBSTONE_REVISION } from './schema.ts';
import { headOfRow } from './stream-heads.ts';

const BATCH = 200;
const NOTHING = Buffer.alloc(0);

/**
 * Removes the content of events that metadata or deletion has hidden. Their rows stay, with the digest of
 * what went, so that positions and the chain have no gaps. The last event of a stream stays unless the stream
 * is tombstoned, as in the real server. Each step is one short transaction, by the metadata as it is then,
 * and records in the log what it removed and for whom; appends continue in between.
 */
export class Scavenge {
  readonly #db: DatabaseSync;
  readonly #log: Log;
  readonly #order: ScavengeOrder;
  readonly #statements;
  readonly #streams: number[];
  removed = 0;

  constructor(db: DatabaseSync, log: Log, order: ScavengeOrder) {
    this.#db = db;
    this.#log = log;
    this.#order = order;
    this.#statements = statements(db);
    this.#streams = db
      .prepare(`SELECT id FROM streams
      WHERE tombstoned = 1 OR max_age IS NOT NULL OR max_count IS NOT NULL OR truncate_before IS NOT NULL
        OR (name LIKE '$$%' AND last > 0)`)
      .all()
      .map(({ id }) => Number(id));
    this.#transaction(() => this.#record('$scavengeStarted', {}));
  }

  /** Does one batch; false when there is nothing left. */
  step(): boolean {
    const id = this.#streams[0];
    if (id === undefined) return false;
    const changes = this.#transaction(() => this.#wipeBatch(id));
    this.removed += changes;
    if (changes < BATCH) this.#streams.shift();
    return true;
  }

  /** Records the end, and makes sure that the wiping reaches the file itself. */
  finish(result: 'Success' | 'Stopped'): void {
    this.#transaction(() => this.#record('$scavengeCompleted', { result, removed: this.removed }));
    this.#db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  }

  #wipeBatch(id: number): number {
    const row = this.#statements.head.get(id);
    if (row === undefined) return 0;
    const head = headOfRow(row);
    const stream = String(row.name);
    const { last, maxAge, tombstoned, truncateBefore } = head;
    const maxCount = isMetastream(stream) ? 1 : head.maxCount;
    const hidden = Math.max(
      isSoftDeleted(head) ? last : (truncateBefore ?? 0),
      maxCount === null ? 0 : last - maxCount + 1,
    );
    const below = tombstoned ? last + 1 : Math.min(hidden, last);
    const youngerThan = maxAge === null ? 0 : (Date.now() - maxAge * 1000) * 1000;
    const due = this.#statements.due.all(id, below, youngerThan, last);
    for (const { position } of due) this.#wipe(Number(position));
    if (due.length > 0) this.#recordRemoved(stream, rangesOf(due.map(({ revision }) => Number(revision))));
    return due.length;
  }

  #wipe(position: number): void {
    const row = this.#statements.content.get(position);
    if (row === undefined) return;
    const bytes = (value: unknown): Uint8Array => (value instanceof Uint8Array ? value : NOTHING);
    const content = {
      id: bytes(row.id),
      type: String(row.type),
      format: Number(row.format),
      metadata: bytes(row.metadata),
      data: bytes(row.data),
    };
    // A link of the first layout covers no digest, so none would help to check it.
    this.#statements.wipe.run(row.account === null ? NOTHING : contentDigest(content), position);
  }

  #recordRemoved(stream: string, revisions: readonly Range[]): void {
    this.#record('$scavengeEventsRemoved', { stream, revisions });
  }

  #record(type: string, facts: object): void {
    const { id, account } = this.#order;
    const append = (stream: string, event: ReturnType<typeof scavengeEvent>): void => {
      this.#log.do({ kind: 'append', stream, expected: EXPECTED.any, events: [event], account });
    };
    append(scavengeStream(id), scavengeEvent(type, { scavengeId: id, ...facts }));
    if (type === '$scavengeStarted') append(SCAVENGES, scavengeEvent('$>', `0@${scavengeStream(id)}`));
  }

  #transaction<T>(work: () => T): T {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      const before = this.#log.head;
      const result = work();
      if (this.#log.head !== before) this.#log.seal();
      this.#db.exec('COMMIT');
      return result;
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      this.#log.reload();
      throw error;
    }
  }
}

const statements = (
  db: DatabaseSync,
): Readonly<Record<'head' | 'due' | 'content' | 'wipe', StatementSync>> => ({
  head: db.prepare(
    'SELECT id, name, last, tombstoned, max_age, max_count, truncate_before, acl FROM streams WHERE id = ?',
  ),
  due: db.prepare(`SELECT position, revision FROM events WHERE stream = ?
      AND revision < ${TOMBSTONE_REVISION} AND format <> ${FORMAT.scavenged}
      AND (revision < ? OR (created < ? AND revision < ?)) ORDER BY revision LIMIT ${BATCH}`),
  content: db.prepare('SELECT id, type, format, metadata, data, account FROM events WHERE position = ?'),
  wipe: db.prepare(`UPDATE events SET format = ${FORMAT.scavenged}, id = zeroblob(16), type = '',
      metadata = x'', data = ? WHERE position = ?`),
});
