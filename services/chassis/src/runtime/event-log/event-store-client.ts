import {
  BACKWARDS,
  END,
  EventStoreDBClient,
  FORWARDS,
  NO_STREAM,
  START,
  StreamNotFoundError,
  type ErrorType,
} from '@eventstore/db-client';
import { setTimeout as pause } from 'node:timers/promises';
import { DomainError } from '../../domain/mod.ts';
import type { ProposedEvent } from './encode-events.ts';
import { eventLogMetrics } from './event-log-metrics.ts';
import type { RawEvent } from './stored-event.ts';

/** The few calls of the official client that the event log makes. */
export type StoreClient = Pick<EventStoreDBClient, 'appendToStream' | 'readStream' | 'readAll' | 'dispose'>;

/**
 * Pauses before an append or a read is sent again after a transport failure: five attempts within two and a
 * half seconds.
 */
const RETRY_PAUSES = [50, 150, 500, 1_500];

/**
 * The client does not notice a batch stream that ends without an error: what has no response for this long
 * counts as lost and is sent again.
 */
const ANSWER_WITHIN = 10_000;

const TRANSIENT: ReadonlySet<string> = new Set<`${ErrorType}`>([
  'timeout',
  'deadline-exceeded',
  'unavailable',
  'cancelled',
  'unknown',
  'not-leader',
]);

/** Opens the official client. An append that loses the race is returned, not thrown. */
export function openClient(url: string, connectionName: string): EventStoreDBClient {
  const defaults = { throwOnAppendFailure: 'false', connectionName };
  const missing = Object.entries(defaults)
    .filter(([name]) => !url.includes(`${name}=`))
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return EventStoreDBClient.connectionString(
    [url, ...missing].reduce((whole, part) => `${whole}${whole.includes('?') ? '&' : '?'}${part}`),
  );
}

/**
 * Appends events whose ids and bytes are fixed, at exactly this revision; −1 means a stream that does not
 * exist. Returns the position of the last one, or `conflict` if the stream has moved on. Throws unavailable
 * EVENT_LOG_UNAVAILABLE, invalid EVENT_TOO_LARGE.
 */
export async function appendExactly(
  client: StoreClient,
  stream: string,
  events: ProposedEvent[],
  expected: bigint,
): Promise<bigint | 'conflict'> {
  const expectedRevision = expected < 0n ? NO_STREAM : expected;
  const result = await persistently(
    () => client.appendToStream(stream, events, { expectedRevision }),
    () => eventLogMetrics.appendRetries.add(1),
  );
  if (!result.success) return 'conflict';
  return result.position?.commit ?? positionOf(client, stream, expected + BigInt(events.length));
}

async function positionOf(client: StoreClient, stream: string, revision: bigint): Promise<bigint> {
  const [event] = await readEvents(client, stream, revision, 1);
  if (event?.position === undefined)
    throw new DomainError('unavailable', 'EVENT_LOG_UNAVAILABLE', { stream });
  return event.position.commit;
}

/**
 * Reads a stream forwards from a revision; a stream that does not exist is empty. Throws unavailable
 * EVENT_LOG_UNAVAILABLE.
 */
export async function readEvents(
  client: StoreClient,
  stream: string,
  from: bigint,
  maxCount = Number.MAX_SAFE_INTEGER,
): Promise<RawEvent[]> {
  return persistently(async () => {
    const events: RawEvent[] = [];
    const reading = client.readStream(stream, {
      fromRevision: from === 0n ? START : from,
      direction: FORWARDS,
      maxCount,
    });
    try {
      for await (const { event } of reading) {
        if (event) events.push(event);
      }
    } catch (error) {
      if (error instanceof StreamNotFoundError) return [];
      throw error;
    }
    return events;
  });
}

/** Reads the whole log forwards, event by event. */
export async function* readLog(client: StoreClient): AsyncGenerator<RawEvent> {
  for await (const { event } of client.readAll({ fromPosition: START, direction: FORWARDS })) {
    if (event) yield event;
  }
}

/**
 * Reads the last event of the log, to learn whether it responds. Throws unavailable EVENT_LOG_UNAVAILABLE.
 */
export async function pingLog(client: StoreClient): Promise<void> {
  await persistently(async () => {
    // Read to its end: `dispose` waits forever for a read that was left early.
    for await (const { event } of client.readAll({ fromPosition: END, direction: BACKWARDS, maxCount: 1 }))
      void event;
  });
}

async function persistently<T>(send: () => Promise<T>, onRetry?: () => void): Promise<T> {
  for (let sent = 0; ; sent += 1) {
    try {
      return await answered(send());
    } catch (error) {
      const type = failureType(error);
      if (type === 'maximum-append-size-exceeded')
        throw new DomainError('invalid', 'EVENT_TOO_LARGE', {}, { cause: error });
      const wait = RETRY_PAUSES[sent];
      const again = type !== undefined && TRANSIENT.has(type) && wait !== undefined;
      if (!again)
        throw type === undefined
          ? error
          : new DomainError('unavailable', 'EVENT_LOG_UNAVAILABLE', { type }, { cause: error });
      onRetry?.();
      await pause(wait);
    }
  }
}

/**
 * The client's type of a failure; asking for the server's features fails with a plain gRPC error, which has
 * only a code.
 */
function failureType(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('type' in error && typeof error.type === 'string') return error.type;
  return 'code' in error && typeof error.code === 'number' ? 'unavailable' : undefined;
}

class Unanswered extends Error {
  readonly type = 'timeout';
}

async function answered<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Unanswered('The event log did not respond.')), ANSWER_WITHIN);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
