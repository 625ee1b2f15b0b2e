import type { EventStoreDBClient } from '@eventstore/db-client';
import { LRUCache } from 'lru-cache';
import type { EventDecoder } from '../event-log/event-decoder.ts';
import type { StoredEvent } from '../event-log/stored-event.ts';
import type { Publisher } from './public-message.ts';

const AGGREGATES_REMEMBERED = 20_000;
const READ_AT_ONCE = 50;

/**
 * Knows the revision of an aggregate's last public event; reads it from the aggregate's stream if it is not
 * cached.
 */
export const previousPublic = (client: EventStoreDBClient, decoder: EventDecoder, publisher: Publisher) => {
  const last = new LRUCache<string, number>({ max: AGGREGATES_REMEMBERED });

  const readBack = async ({ stream, revision }: StoredEvent): Promise<number | undefined> => {
    for (let before = revision - 1; before >= 0; before -= READ_AT_ONCE) {
      let found: number | undefined;
      // Read to its end: `dispose` waits forever for a read that was left early.
      for await (const resolved of client.readStream(stream, {
        direction: 'backwards',
        fromRevision: BigInt(before),
        maxCount: READ_AT_ONCE,
      })) {
        const event = found === undefined ? await decoder(resolved) : undefined;
        if (event !== undefined && publisher(event) !== undefined) found = event.revision;
      }
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return {
    before: async (event: StoredEvent): Promise<number | undefined> => {
      const known = last.get(event.stream);
      if (known !== undefined && known < event.revision) return known;
      return event.revision === 0 ? undefined : readBack(event);
    },
    published: ({ stream, revision }: StoredEvent): void => void last.set(stream, revision),
  };
};
