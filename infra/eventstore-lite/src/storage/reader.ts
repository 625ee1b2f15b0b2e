import type { DatabaseSync } from 'node:sqlite';
import { LRUCache } from 'lru-cache';
import { FORMAT, isMetastream, isSoftDeleted, type StoredEvent, type StreamHead } from './records.ts';
import { TOMBSTONE_REVISION } from './schema.ts';
import { headOfRow } from './stream-heads.ts';

const NAMES_KEPT = 20_000;
const NAMES_LENGTH = 8 * 1024 * 1024;
/** Most bytes of a page, so that large events do not accumulate in memory. */
export const PAGE_BYTES = 1024 * 1024;
/** Few: a page may hold a megabyte. */
const PAGES_KEPT = 4;
const COLUMNS = 'position, stream, revision, id, type, format, created, metadata, data';
const NOTHING = Buffer.alloc(0);

/** The revisions of a stream that are still visible. */
export interface Window {
  readonly from: number;
  readonly to: number;
  /** Events older than this, in microseconds since 1970, are hidden. */
  readonly notBefore: number;
}

const bytesOf = (value: unknown): Uint8Array => (value instanceof Uint8Array ? value : NOTHING);

/** Reads the log on its own connection. */
export class Reader {
  readonly #db: DatabaseSync;
  readonly #names = new LRUCache<number, string>({
    max: NAMES_KEPT,
    maxSize: NAMES_LENGTH,
    sizeCalculation: (name) => name.length + 1,
  });
  readonly #statements;
  /** Pages of `$all` read since the last commit: followers at the same place share them. */
  readonly #pages = new Map<string, readonly StoredEvent[]>();

  constructor(db: DatabaseSync) {
    this.#db = db;
    const prepare = (sql: string) => {
      const statement = db.prepare(sql);
      statement.setReturnArrays(true);
      return statement;
    };
    this.#statements = {
      head: db.prepare(
        'SELECT id, last, tombstoned, max_age, max_count, truncate_before, acl FROM streams WHERE name = ?',
      ),
      name: db.prepare('SELECT name FROM streams WHERE id = ?'),
      tail: db.prepare('SELECT max(position) AS position FROM events'),
      forwards: prepare(
        `SELECT ${COLUMNS} FROM events WHERE stream = ? AND revision >= ? AND revision <= ? ` +
          'ORDER BY revision LIMIT ?',
      ),
      backwards: prepare(
        `SELECT ${COLUMNS} FROM events WHERE stream = ? AND revision <= ? AND revision >= ? ` +
          'ORDER BY revision DESC LIMIT ?',
      ),
      allForwards: prepare(`SELECT ${COLUMNS} FROM events WHERE position > ? ORDER BY position LIMIT ?`),
      allBackwards: prepare(
        `SELECT ${COLUMNS} FROM events WHERE position < ? ORDER BY position DESC LIMIT ?`,
      ),
      youngFrom: db.prepare(
        'SELECT revision FROM events WHERE stream = ? AND revision >= ? AND created >= ? ' +
          'ORDER BY revision LIMIT 1',
      ),
    };
  }

  close(): void {
    this.#db.close();
  }

  lastPosition(): number {
    return Number(this.#statements.tail.get()?.position ?? 0);
  }

  /** Changes when a log is restored: positions of another epoch are meaningless. */
  epoch(): string {
    return String(this.#db.prepare("SELECT value FROM facts WHERE name = 'epoch'").get()?.value ?? '');
  }

  head(stream: string): StreamHead | undefined {
    const row = this.#statements.head.get(stream);
    return row === undefined ? undefined : headOfRow(row);
  }

  isTombstoned(stream: string): boolean {
    if (this.head(stream)?.tombstoned === true) return true;
    return isMetastream(stream) && this.head(stream.slice(2))?.tombstoned === true;
  }

  /**
   * The visible part of a stream, by its metadata; undefined where the stream was never written or is
   * deleted.
   */
  window(stream: string): Window | undefined {
    const head = this.head(stream);
    if (head === undefined || head.last < 0 || isSoftDeleted(head)) return undefined;
    const maxCount = isMetastream(stream) ? 1 : head.maxCount;
    const byCount = maxCount === null ? 0 : head.last - maxCount + 1;
    const from = Math.max(0, head.truncateBefore ?? 0, byCount);
    return {
      from,
      to: head.last,
      notBefore: head.maxAge === null ? 0 : (Date.now() - head.maxAge * 1000) * 1000,
    };
  }

  /** The first revision of a window that is young enough, or one past its end. */
  firstVisible(stream: string, window: Window): number {
    if (window.notBefore === 0) return window.from;
    const head = this.head(stream);
    const row =
      head === undefined ? undefined : this.#statements.youngFrom.get(head.id, window.from, window.notBefore);
    const revision = Number(row?.revision ?? window.to + 1);
    return Math.min(revision, window.to + 1);
  }

  streamForwards(stream: string, from: number, to: number, limit: number): StoredEvent[] {
    const head = this.head(stream);
    return head === undefined ? [] : this.#page(this.#statements.forwards.iterate(head.id, from, to, limit));
  }

  streamBackwards(stream: string, from: number, to: number, limit: number): StoredEvent[] {
    const head = this.head(stream);
    return head === undefined ? [] : this.#page(this.#statements.backwards.iterate(head.id, from, to, limit));
  }

  /** Events after a position. */
  allForwards(after: number, limit: number): readonly StoredEvent[] {
    const key = `${after} ${limit}`;
    const known = this.#pages.get(key);
    if (known !== undefined) return known;
    const page = this.#page(this.#statements.allForwards.iterate(after, limit));
    if (this.#pages.size >= PAGES_KEPT) this.#pages.clear();
    this.#pages.set(key, page);
    return page;
  }

  /** The log grew: cached pages of its end are incomplete. */
  forgetPages(): void {
    this.#pages.clear();
  }

  /** Events before a position, newest first. */
  allBackwards(before: number, limit: number): StoredEvent[] {
    return this.#page(this.#statements.allBackwards.iterate(before, limit));
  }

  /** The event that a link names, `revision@stream`; undefined where it is no longer visible. */
  linked(link: StoredEvent): StoredEvent | undefined {
    const text = Buffer.from(link.data.buffer, link.data.byteOffset, link.data.byteLength).toString('utf8');
    const at = text.indexOf('@');
    const revision = Number(text.slice(0, at));
    if (at <= 0 || !Number.isInteger(revision)) return undefined;
    const stream = text.slice(at + 1);
    if (this.isTombstoned(stream)) return undefined;
    const window = this.window(stream);
    if (window === undefined || revision < window.from || revision > window.to) return undefined;
    const event = this.streamForwards(stream, revision, revision, 1)[0];
    return event === undefined || event.created < window.notBefore || event.format === FORMAT.scavenged
      ? undefined
      : event;
  }

  #page(rows: Iterable<unknown>): StoredEvent[] {
    const page: StoredEvent[] = [];
    let bytes = 0;
    for (const row of rows) {
      const event = this.#event(row);
      page.push(event);
      bytes += event.data.length + event.metadata.length;
      if (bytes >= PAGE_BYTES) break;
    }
    return page;
  }

  #event(row: unknown): StoredEvent {
    if (!Array.isArray(row)) throw new Error('An event row has an unknown shape.');
    const revision = Number(row[2]);
    const format = Number(row[5]);
    return {
      position: Number(row[0]),
      stream: this.#name(Number(row[1])),
      revision: revision === TOMBSTONE_REVISION ? Number.MAX_SAFE_INTEGER : revision,
      id: bytesOf(row[3]),
      type: String(row[4]),
      format,
      created: Number(row[6]),
      metadata: bytesOf(row[7]),
      // What a scavenged record keeps is the digest of its content.
      data: format === FORMAT.scavenged ? NOTHING : bytesOf(row[8]),
    };
  }

  #name(id: number): string {
    const known = this.#names.get(id);
    if (known !== undefined) return known;
    const name = String(this.#statements.name.get(id)?.name);
    this.#names.set(id, name);
    return name;
  }
}
