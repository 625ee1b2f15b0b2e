/** Meaning of `format`, the kind of an event's data. */
export const FORMAT = { binary: 0, json: 1, scavenged: 2 } as const;

/** An event as a client hands it in; ids are the 16 raw bytes. */
export interface ProposedEvent {
  readonly id: Uint8Array;
  readonly type: string;
  readonly format: number;
  readonly metadata: Uint8Array;
  readonly data: Uint8Array;
}

/** What an event without any content takes in memory, with the objects that hold it. */
const EVENT_BYTES = 800;

/** About what an event takes in memory. */
export const memoryOf = ({ data, metadata, type }: ProposedEvent): number =>
  EVENT_BYTES + data.length + metadata.length + type.length * 2;

/** The store itself as the writer of an event. */
export const STORE_ACCOUNT = '$store';

/** An event as it lies in the log. `created` is in microseconds since 1970. */
export interface StoredEvent extends ProposedEvent {
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly created: number;
}

/** An event with the account that wrote it: empty if the store asked nobody, null in the first layout. */
export interface WrittenEvent extends StoredEvent {
  readonly account: string | null;
}

/** Expected revisions below zero have these meanings; the numbers are the protocol's own. */
export const EXPECTED = { noStream: -1, any: -2, streamExists: -4 } as const;

/** The state of a stream, known without reading its events. */
export interface StreamHead {
  readonly id: number;
  readonly last: number;
  readonly tombstoned: boolean;
  /** Seconds. */
  readonly maxAge: number | null;
  readonly maxCount: number | null;
  readonly truncateBefore: number | null;
  readonly acl: string | null;
}

/** `$tb` of a soft-deleted stream is the largest int64; anything this large means deleted. */
export const SOFT_DELETED = Number.MAX_SAFE_INTEGER;

export const isSoftDeleted = (head: StreamHead): boolean =>
  head.truncateBefore !== null && head.truncateBefore >= SOFT_DELETED;

export const metastreamOf = (stream: string): string => `$$${stream}`;
export const isMetastream = (stream: string): boolean => stream.startsWith('$$');
