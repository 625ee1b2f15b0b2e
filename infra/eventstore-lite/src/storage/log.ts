import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { CHAIN_START, chainLink, contentDigest } from './chain.ts';
import type { WriteCommand, WriteResult } from './commands.ts';
import { checkExpectedRevision } from './expected-revision.ts';
import {
  FORMAT,
  STORE_ACCOUNT,
  SOFT_DELETED,
  isMetastream,
  isSoftDeleted,
  metastreamOf,
  type ProposedEvent,
  type StreamHead,
} from './records.ts';
import { TOMBSTONE_REVISION } from './schema.ts';
import { StreamHeads } from './stream-heads.ts';
import { limitsOf, withTruncateBefore } from './stream-metadata.ts';
import { writeStatements, type WriteStatements } from './write-statements.ts';

const NOTHING = Buffer.alloc(0);

const systemEvent = (type: string, data: Uint8Array, format: number = FORMAT.json): ProposedEvent => ({
  id: randomBytes(16),
  type,
  format,
  metadata: NOTHING,
  data,
});

/** The log as the single writer sees it. Everything here happens inside a transaction of the caller. */
export class Log {
  readonly #statements: WriteStatements;
  readonly #heads: StreamHeads;
  readonly #touched = new Set<string>();
  #position = 0;
  #account = STORE_ACCOUNT;
  #chain: Uint8Array = CHAIN_START;

  constructor(db: DatabaseSync) {
    this.#statements = writeStatements(db);
    this.#heads = new StreamHeads(this.#statements);
    this.reload();
  }

  get head(): number {
    return this.#position;
  }

  /** Reloads the state from disk, at start and after a rollback. */
  reload(): void {
    this.#heads.forget();
    this.#touched.clear();
    const row = this.#statements.tail.get();
    this.#position = row === undefined ? 0 : Number(row.position);
    this.#chain = row?.chain instanceof Uint8Array ? row.chain : CHAIN_START;
  }

  /** The streams that grew since the last call. */
  takeTouched(): readonly string[] {
    const touched = [...this.#touched];
    this.#touched.clear();
    return touched;
  }

  /** Records where the log ends, so that a cut tail is noticed. */
  seal(): void {
    this.#statements.setFact.run('tail', `${this.#position} ${Buffer.from(this.#chain).toString('hex')}`);
  }

  do(command: WriteCommand): WriteResult {
    this.#account = command.account;
    return command.kind === 'append'
      ? this.#append(command.stream, command.expected, command.events)
      : this.#delete(command.stream, command.expected, command.hard);
  }

  #append(stream: string, expected: number, events: readonly ProposedEvent[]): WriteResult {
    const head = this.#heads.find(stream);
    if (this.#isTombstoned(stream, head)) return { kind: 'stream-deleted' };
    const verdict = checkExpectedRevision(this.#statements, {
      head,
      expected,
      events,
      metadataExists: this.#metadataExists(stream),
    });
    if (verdict.kind !== 'write') return verdict;
    if (events.length === 0) return { kind: 'done', revision: head?.last ?? -1, position: null };
    const described = isMetastream(stream) ? this.#heads.find(stream.slice(2)) : undefined;
    const written = this.#write(stream, events);
    if (head !== undefined && isSoftDeleted(head)) this.#truncate(stream, head.last + 1);
    if (described !== undefined && isSoftDeleted(described)) this.#revive(stream.slice(2), described);
    return { kind: 'done', ...written };
  }

  #isTombstoned(stream: string, head: StreamHead | undefined): boolean {
    if (head?.tombstoned === true) return true;
    return isMetastream(stream) && this.#heads.find(stream.slice(2))?.tombstoned === true;
  }

  #metadataExists(stream: string): boolean {
    return (this.#heads.find(metastreamOf(stream))?.last ?? -1) >= 0;
  }

  #delete(stream: string, expected: number, hard: boolean): WriteResult {
    const head = this.#heads.find(stream);
    if (this.#isTombstoned(stream, head)) return { kind: 'stream-deleted' };
    const verdict = checkExpectedRevision(this.#statements, {
      head,
      expected,
      events: [systemEvent('', NOTHING)],
      metadataExists: this.#metadataExists(stream),
    });
    if (verdict.kind !== 'write') return verdict;
    if (hard) return this.#tombstone(stream);
    if ((head?.last ?? -1) < 0 && !this.#metadataExists(stream)) {
      return { kind: 'wrong-expected-version', current: -1 };
    }
    return { kind: 'done', ...this.#truncate(stream, SOFT_DELETED) };
  }

  #tombstone(stream: string): WriteResult {
    this.#heads.findOrCreate(stream);
    const written = this.#insert(
      stream,
      systemEvent('$streamDeleted', NOTHING, FORMAT.binary),
      TOMBSTONE_REVISION,
    );
    this.#heads.tombstone(stream, this.#heads.findOrCreate(stream));
    return { kind: 'done', revision: TOMBSTONE_REVISION, position: written };
  }

  #truncate(stream: string, before: number): { revision: number; position: number } {
    const meta = this.#heads.find(metastreamOf(stream));
    const row = meta === undefined ? undefined : this.#statements.lastData.get(meta.id);
    const data = withTruncateBefore(row?.data instanceof Uint8Array ? row.data : undefined, before);
    return this.#write(metastreamOf(stream), [systemEvent('$metadata', data)]);
  }

  /** New metadata on a deleted stream brings it back empty: what was deleted stays hidden. */
  #revive(stream: string, before: StreamHead): void {
    const truncated = this.#heads.findOrCreate(stream).truncateBefore ?? 0;
    if (truncated <= before.last) this.#truncate(stream, before.last + 1);
  }

  #write(stream: string, events: readonly ProposedEvent[]): { revision: number; position: number } {
    let revision = this.#heads.findOrCreate(stream).last;
    let position = 0;
    for (const event of events) {
      revision += 1;
      position = this.#insert(stream, event, revision);
    }
    this.#heads.grow(stream, this.#heads.findOrCreate(stream), revision);
    const last = events.at(-1);
    if (last !== undefined && isMetastream(stream)) this.#applyMetadata(stream.slice(2), last);
    return { revision, position };
  }

  #applyMetadata(stream: string, event: ProposedEvent): void {
    this.#heads.limit(stream, this.#heads.findOrCreate(stream), limitsOf(event.data));
  }

  #insert(stream: string, event: ProposedEvent, revision: number): number {
    const head = this.#heads.findOrCreate(stream);
    const position = this.#position + 1;
    const created = Date.now() * 1000;
    const account = this.#account;
    const place = { position, stream, revision, created, account };
    const chain = chainLink(this.#chain, place, contentDigest(event));
    this.#statements.insert.run(
      position,
      head.id,
      revision,
      event.id,
      event.type,
      event.format,
      created,
      event.metadata,
      event.data,
      chain,
      account,
    );
    this.#position = position;
    this.#chain = chain;
    this.#touched.add(stream);
    return position;
  }
}
