import { randomBytes } from 'node:crypto';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { uuidText } from '../wire/uuid-text.ts';
import type { Log } from './log.ts';
import type { ProjectionState } from './projection-state.ts';
import { EXPECTED, FORMAT, STORE_ACCOUNT, type ProposedEvent } from './records.ts';
import { TOMBSTONE_REVISION } from './schema.ts';

const LINK = '$>';
const BATCH = 200;
const BATCH_BYTES = 1024 * 1024;
const MAX_ID = 1024;

interface Row {
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly id: Uint8Array;
  readonly metadata: Uint8Array;
  /** What a link points to. */
  readonly target: Uint8Array | undefined;
}

/** The stream that a projection links an event to; undefined for none. */
const TARGETS: Readonly<Record<string, (row: Row) => string | undefined>> = {
  $by_category: ({ stream }) =>
    stream.startsWith('$') || stream.indexOf('-') <= 0
      ? undefined
      : `$ce-${stream.slice(0, stream.indexOf('-'))}`,
  $by_event_type: ({ stream, type }) =>
    type === LINK || type === '' || stream.startsWith('$et-') ? undefined : `$et-${type}`,
  $streams: ({ stream, revision }) => (revision === 0 && !stream.startsWith('$') ? '$streams' : undefined),
  $by_correlation_id: ({ stream, metadata }) => {
    const id = stream.startsWith('$') ? undefined : correlationOf(metadata);
    return id === undefined ? undefined : `$bc-${id}`;
  },
};

export const SYSTEM_PROJECTIONS = Object.keys(TARGETS);

function correlationOf(metadata: Uint8Array): string | undefined {
  if (metadata.length === 0) return undefined;
  try {
    const value: unknown = JSON.parse(Buffer.from(metadata).toString('utf8'));
    if (typeof value !== 'object' || value === null || !('$correlationId' in value)) return undefined;
    const id = value.$correlationId;
    // Others have no text that could name a stream, and one that is too long names none.
    return ['string', 'number', 'boolean'].includes(typeof id) && String(id).length <= MAX_ID
      ? String(id)
      : undefined;
  } catch (error) {
    // Metadata that is not JSON has no correlation id.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/**
 * The store's own projections. Links and their position are written in one transaction by the single writer,
 * so that no crash duplicates or omits a link.
 */
export class SystemProjections {
  readonly #db: DatabaseSync;
  readonly #log: Log;
  readonly #read: StatementSync;
  readonly #save: StatementSync;
  readonly #states = new Map<string, ProjectionState>();

  constructor(db: DatabaseSync, log: Log, enabled: boolean) {
    this.#db = db;
    this.#log = log;
    this.#read = db.prepare(`SELECT e.position, s.name AS stream, e.revision, e.type, e.id, e.metadata,
        CASE WHEN e.type = '${LINK}' THEN e.data END AS target FROM events e
      JOIN streams s ON s.id = e.stream WHERE e.position > ? AND e.format <> ${FORMAT.scavenged}
        ORDER BY e.position LIMIT ${BATCH}`);
    this.#save = db.prepare(
      'INSERT INTO facts (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
    );
    const saved = db.prepare('SELECT value FROM facts WHERE name = ?');
    for (const name of SYSTEM_PROJECTIONS) {
      const value = saved.get(`projection ${name}`)?.value;
      const state: ProjectionState =
        typeof value === 'string' ? JSON.parse(value) : { name, running: enabled, position: 0 };
      this.#states.set(name, state);
    }
  }

  states(): readonly ProjectionState[] {
    return [...this.#states.values()];
  }

  set(name: string, change: Partial<Pick<ProjectionState, 'running' | 'position'>>): void {
    const state = this.#states.get(name);
    if (state === undefined) throw new Error(`There is no projection '${name}'.`);
    this.#keep({ ...state, ...change });
  }

  #keep(state: ProjectionState): void {
    this.#save.run(`projection ${state.name}`, JSON.stringify(state));
    this.#states.set(state.name, state);
  }

  /** Whether some projection is behind the log. */
  get behind(): boolean {
    return [...this.#states.values()].some(({ running, position }) => running && position < this.#log.head);
  }

  /** Links one batch for each projection that is behind. */
  step(): void {
    for (const state of this.#states.values()) {
      if (!state.running || state.position >= this.#log.head) continue;
      const before = new Map(this.#states);
      this.#db.exec('BEGIN IMMEDIATE');
      try {
        this.#advance(state);
        this.#db.exec('COMMIT');
      } catch (error) {
        if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
        this.#log.reload();
        for (const [name, old] of before) this.#states.set(name, old);
        throw error;
      }
    }
  }

  #advance(state: ProjectionState): void {
    const until = this.#log.head;
    const rows: Row[] = [];
    let bytes = 0;
    for (const row of this.#read.iterate(state.position)) {
      rows.push(rowOf(row));
      bytes += rows.at(-1)?.metadata.length ?? 0;
      if (bytes >= BATCH_BYTES) break;
    }
    for (const row of rows) {
      const target = TARGETS[state.name]?.(row);
      if (target !== undefined)
        this.#log.do({
          kind: 'append',
          stream: target,
          expected: EXPECTED.any,
          events: [linkTo(row, state.name)],
          account: STORE_ACCOUNT,
        });
    }
    if (this.#log.head !== until) this.#log.seal();
    this.#keep({
      ...state,
      position: rows.length < BATCH && bytes < BATCH_BYTES ? until : (rows.at(-1)?.position ?? until),
    });
  }
}

const rowOf = (row: Readonly<Record<string, unknown>>): Row => ({
  position: Number(row.position),
  stream: String(row.stream),
  revision: Number(row.revision),
  type: String(row.type),
  id: row.id instanceof Uint8Array ? row.id : Buffer.alloc(16),
  metadata: row.metadata instanceof Uint8Array ? row.metadata : Buffer.alloc(0),
  target: row.target instanceof Uint8Array ? row.target : undefined,
});

/**
 * A link to an event, or to what it links to itself, as `$streams` does not; a tombstone has the largest
 * int64 as its revision.
 */
const linkTo = ({ revision, stream, position, id, target }: Row, projection: string): ProposedEvent => ({
  id: randomBytes(16),
  type: LINK,
  format: FORMAT.binary,
  data:
    (projection === '$streams' ? undefined : target) ??
    Buffer.from(`${revision === TOMBSTONE_REVISION ? 2n ** 63n - 1n : revision}@${stream}`),
  metadata: Buffer.from(
    JSON.stringify({ $v: '1:-1:1:4', $c: position, $p: position, $causedBy: uuidText(id) }),
  ),
});
