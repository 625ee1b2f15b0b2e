import { LRUCache } from 'lru-cache';
import type { StreamHead } from './records.ts';
import type { StreamLimits } from './stream-metadata.ts';
import type { WriteStatements } from './write-statements.ts';

const HEADS_KEPT = 5000;
/** Of their names and access lists together, each of which may be long. */
const HEADS_LENGTH = 8 * 1024 * 1024;

export const numberOrNull = (value: unknown): number | null => (value === null ? null : Number(value));

/** Converts a row of `streams` to a head. */
export function headOfRow(row: Record<string, unknown>): StreamHead {
  return {
    id: Number(row.id),
    last: Number(row.last),
    tombstoned: row.tombstoned === 1,
    maxAge: numberOrNull(row.max_age),
    maxCount: numberOrNull(row.max_count),
    truncateBefore: numberOrNull(row.truncate_before),
    acl: typeof row.acl === 'string' ? row.acl : null,
  };
}

/** The writer's view of stream heads: a bounded cache over the table, always as of the open transaction. */
export class StreamHeads {
  readonly #cache = new LRUCache<string, StreamHead>({
    max: HEADS_KEPT,
    maxSize: HEADS_LENGTH,
    sizeCalculation: ({ acl }, name) => name.length + (acl?.length ?? 0) + 1,
  });
  readonly #statements: WriteStatements;

  constructor(statements: WriteStatements) {
    this.#statements = statements;
  }

  find(name: string): StreamHead | undefined {
    const cached = this.#cache.get(name);
    if (cached !== undefined) return cached;
    const row = this.#statements.head.get(name);
    if (row === undefined) return undefined;
    const head = headOfRow(row);
    this.#cache.set(name, head);
    return head;
  }

  findOrCreate(name: string): StreamHead {
    const known = this.find(name);
    if (known !== undefined) return known;
    const { lastInsertRowid } = this.#statements.newStream.run(name);
    const head: StreamHead = {
      id: Number(lastInsertRowid),
      last: -1,
      tombstoned: false,
      maxAge: null,
      maxCount: null,
      truncateBefore: null,
      acl: null,
    };
    this.#cache.set(name, head);
    return head;
  }

  grow(name: string, head: StreamHead, last: number): void {
    this.#statements.grow.run(last, head.id);
    this.#cache.set(name, { ...head, last });
  }

  tombstone(name: string, head: StreamHead): void {
    this.#statements.tombstone.run(head.id);
    this.#cache.set(name, { ...head, tombstoned: true });
  }

  limit(name: string, head: StreamHead, limits: StreamLimits): void {
    this.#statements.limit.run(limits.maxAge, limits.maxCount, limits.truncateBefore, limits.acl, head.id);
    this.#cache.set(name, { ...head, ...limits });
  }

  /** Empties the cache after a rollback, when it may be wrong. */
  forget(): void {
    this.#cache.clear();
  }
}
