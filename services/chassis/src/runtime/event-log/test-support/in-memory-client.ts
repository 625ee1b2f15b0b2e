import { StreamNotFoundError, UnavailableError } from '@eventstore/db-client';
import { Readable } from 'node:stream';
import type { ProposedEvent } from '../encode-events.ts';
import type { StoreClient } from '../store-client.ts';
import type { RawEvent } from '../stored-event.ts';

/** A store for unit tests: the few calls of the client, with counters, and faults on demand. */
export type InMemoryClient = StoreClient & {
  log: RawEvent[];
  appends: number;
  reads: number;
  /** How many events its reads of streams have returned. */
  given: number;
  /** Runs before each append reaches the store: another replica's append, say. */
  beforeAppend: (() => Promise<void> | void) | undefined;
  /** This many appends are stored, but their response is lost. */
  losesAnswers: number;
  /** This many appends do not arrive. */
  losesRequests: number;
};

/** A read of the official client over what a test gives. */
export const streaming = (events: AsyncIterable<unknown>, cancel = async (): Promise<void> => undefined) =>
  Object.assign(events instanceof Readable ? events : Readable.from(events), { cancel });

/** Makes a store that keeps events as the server returns them: through JSON. */
export function inMemoryClient(): InMemoryClient {
  const client = {
    log: [],
    appends: 0,
    reads: 0,
    given: 0,
    beforeAppend: undefined,
    losesAnswers: 0,
    losesRequests: 0,
    dispose: async () => undefined,
  } as unknown as InMemoryClient;
  const eventsOf = (stream: string): RawEvent[] => client.log.filter(({ streamId }) => streamId === stream);
  const store = (stream: string, events: readonly ProposedEvent[], expected: bigint) => {
    const current = eventsOf(stream);
    const repeated = events.every(({ id }, index) => current[Number(expected) + 1 + index]?.id === id);
    if (!repeated && BigInt(current.length) !== expected + 1n)
      return { success: false, nextExpectedRevision: BigInt(current.length) - 1n };
    if (!repeated)
      for (const event of events)
        client.log.push(stored(stream, event, eventsOf(stream).length, client.log.length));
    const commit = BigInt(client.log.length);
    return {
      success: true,
      nextExpectedRevision: BigInt(eventsOf(stream).length) - 1n,
      position: { commit, prepare: commit },
    };
  };
  const appendToStream = async (
    stream: string,
    events: ProposedEvent[],
    { expectedRevision }: { expectedRevision: bigint | 'no_stream' },
  ) => {
    client.appends += 1;
    await client.beforeAppend?.();
    if (client.losesRequests-- > 0) throw new UnavailableError();
    const result = store(stream, events, expectedRevision === 'no_stream' ? -1n : expectedRevision);
    if (client.losesAnswers-- > 0) throw new UnavailableError();
    return result;
  };
  async function* eventsFrom(stream: string, first: number, maxCount: number) {
    const events = eventsOf(stream);
    if (events.length === 0) throw new StreamNotFoundError(undefined, stream);
    for (const event of events.slice(first, first + maxCount)) {
      client.given += 1;
      yield { event: structuredClone(event) };
    }
  }
  const readStream = (
    stream: string,
    { fromRevision, maxCount }: { fromRevision: bigint | 'start'; maxCount: number },
  ) => {
    client.reads += 1;
    return streaming(eventsFrom(stream, fromRevision === 'start' ? 0 : Number(fromRevision), maxCount));
  };
  async function* allEvents() {
    for (const event of client.log)
      yield { event: structuredClone(event), commitPosition: event.position?.commit };
  }
  return Object.assign(client, { appendToStream, readStream, readAll: () => streaming(allEvents()) });
}

const stored = (
  streamId: string,
  { id, type, data, metadata }: ProposedEvent,
  revision: number,
  before: number,
): RawEvent => ({
  ...(JSON.parse(JSON.stringify({ streamId, id, type, data, metadata })) as RawEvent),
  revision: BigInt(revision),
  position: { commit: BigInt(before + 1) },
});
