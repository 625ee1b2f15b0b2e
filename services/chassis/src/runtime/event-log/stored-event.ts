import type { Actor, Event, Instant, Recorded } from '../../domain/mod.ts';

/** What the log stores of an event besides its data; the order of the names is part of the hashed bytes. */
export type EventMetadata = Readonly<{
  schema: number;
  at: Instant;
  occurred: Instant;
  actor: Actor;
  /** The request that made it, and its keyed digest; of older events, a plain hash. */
  command: string;
  hash: string;
  correlation: string;
  causation?: string;
  province: string;
  epoch: string;
  importId?: string;
  /**
   * The W3C trace context of the command, if it was recorded: leads an operator from what followed back to
   * the request.
   */
  traceparent?: string;
  /** The link of the stream's previous event. */
  chain: string;
  /** The id of the key of its own link, and that link; both are absent in events of the time before keys. */
  key?: string;
  link?: string;
}>;

/**
 * An event of the log: upcast to today's schema, its personal fields unsealed (or `null` once the person is
 * forgotten).
 */
export type StoredEvent<E extends Event = Event> = Recorded<E> &
  Readonly<{
    stream: string;
    aggregateId: string;
    eventId: string;
    revision: number;
    position: bigint;
    /** The schema it was stored under. */
    schema: number;
    correlation: string;
    causation?: string;
    requestDigest?: string;
    traceparent?: string;
    chain: string;
  }>;

/** An event as the client returns it. */
export type RawEvent = Readonly<{
  streamId: string;
  id: string;
  revision: bigint;
  type: string;
  data: unknown;
  metadata?: unknown;
  position?: Readonly<{ commit: bigint }>;
}>;

/**
 * Splits a stream's name at its first dash: `procedures_dossier-<id>` is the category and the aggregate's id.
 */
export function partsOfStream(stream: string): { category: string; aggregateId: string } {
  const dash = stream.indexOf('-');
  return dash < 0
    ? { category: stream, aggregateId: '' }
    : { category: stream.slice(0, dash), aggregateId: stream.slice(dash + 1) };
}

/**
 * Returns whether the metadata was written by the chassis, rather than by another writer, and is undamaged.
 */
export function isEventMetadata(metadata: unknown): metadata is EventMetadata {
  return (
    typeof metadata === 'object' &&
    metadata !== null &&
    'schema' in metadata &&
    Number.isInteger(metadata.schema) &&
    'at' in metadata &&
    typeof metadata.at === 'string' &&
    'chain' in metadata &&
    typeof metadata.chain === 'string' &&
    'actor' in metadata &&
    typeof metadata.actor === 'object' &&
    'command' in metadata &&
    typeof metadata.command === 'string'
  );
}
