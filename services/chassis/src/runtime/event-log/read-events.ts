import {
  BACKWARDS,
  END,
  FORWARDS,
  START,
  StreamNotFoundError,
  type AllStreamResolvedEvent,
  type ResolvedEvent,
  type StreamingRead,
} from '@eventstore/db-client';
import type { StoreClient } from './store-client.ts';
import { Unanswered, persistently } from './persistently.ts';
import type { RawEvent } from './stored-event.ts';

/** A read that is not complete after this long is given up. */
const ANSWER_WITHIN = 10_000;

/** How much of a stream is read, and for how long somebody waits for it. */
export type ReadOptions = Readonly<{ maxCount?: number; signal?: AbortSignal | undefined }>;

/**
 * Reads a stream forwards from a revision; a stream that does not exist is empty. The read ends at the log as
 * soon as nobody waits for it; it is repeated only if the connection was lost before the first event. Throws
 * unavailable EVENT_LOG_UNAVAILABLE, the signal's reason.
 */
export async function readEvents(
  client: StoreClient,
  stream: string,
  from: bigint,
  { maxCount = Number.MAX_SAFE_INTEGER, signal }: ReadOptions = {},
): Promise<RawEvent[]> {
  const events: RawEvent[] = [];
  const read = async (): Promise<void> => {
    const reading = client.readStream(stream, {
      fromRevision: from === 0n ? START : from,
      direction: FORWARDS,
      maxCount,
    });
    try {
      await readToEnd(reading, signal, (event) => events.push(event));
    } catch (error) {
      if (!(error instanceof StreamNotFoundError)) throw error;
    }
  };
  await persistently(read, { afterSlowness: false, repeatable: () => events.length === 0, signal });
  return events;
}

/** Reads the whole log forwards, event by event. */
export async function* readLog(client: StoreClient): AsyncGenerator<RawEvent> {
  for await (const { event } of client.readAll({ fromPosition: START, direction: FORWARDS })) {
    if (event) yield event;
  }
}

/**
 * Returns the position of the log's last event, −1 if there is none. Throws unavailable
 * EVENT_LOG_UNAVAILABLE.
 */
export async function readEnd(client: StoreClient): Promise<bigint> {
  let end = -1n;
  const read = (): Promise<void> =>
    readToEnd(
      client.readAll({ fromPosition: END, direction: BACKWARDS, maxCount: 1 }),
      undefined,
      ({ position }) => {
        end = position?.commit ?? end;
      },
    );
  await persistently(read, { afterSlowness: false });
  return end;
}

/** Reads to the end; cancels the call at the log when its time is up or the signal aborts. */
async function readToEnd(
  reading: StreamingRead<ResolvedEvent | AllStreamResolvedEvent>,
  signal: AbortSignal | undefined,
  take: (event: RawEvent) => void,
): Promise<void> {
  // A failure after the read was given up has nobody left to be told, but would end the process.
  const ignore = (): void => undefined;
  const giveUp = (reason: Error): void => {
    reading.cancel().catch(ignore);
    reading.destroy(reason);
  };
  const aborted = (): void => giveUp(signal?.reason as Error);
  reading.on('error', ignore);
  signal?.addEventListener('abort', aborted);
  const timer = setTimeout(() => giveUp(new Unanswered()), ANSWER_WITHIN);
  try {
    for await (const { event } of reading) if (event) take(event);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', aborted);
  }
}
