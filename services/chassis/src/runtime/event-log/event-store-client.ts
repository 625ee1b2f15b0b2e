import { EventStoreDBClient, NO_STREAM } from '@eventstore/db-client';
import { DomainError } from '../../domain/mod.ts';
import type { ProposedEvent } from './encode-events.ts';
import { eventLogMetrics } from './event-log-metrics.ts';
import { Unanswered, persistently } from './persistently.ts';
import { readEvents } from './read-events.ts';
import type { StoreClient } from './store-client.ts';

/**
 * The client does not notice a batch stream that ends without an error: an append that has no response for
 * this long counts as lost and is sent again.
 */
const ANSWER_WITHIN = 10_000;

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
    () => answered(client.appendToStream(stream, events, { expectedRevision })),
    { afterSlowness: true, onRetry: () => eventLogMetrics.appendRetries.add(1) },
  );
  if (!result.success) return 'conflict';
  return result.position?.commit ?? positionOf(client, stream, expected + BigInt(events.length));
}

async function positionOf(client: StoreClient, stream: string, revision: bigint): Promise<bigint> {
  const [event] = await readEvents(client, stream, revision, { maxCount: 1 });
  if (event?.position === undefined)
    throw new DomainError('unavailable', 'EVENT_LOG_UNAVAILABLE', { stream });
  return event.position.commit;
}

async function answered<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Unanswered()), ANSWER_WITHIN);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
