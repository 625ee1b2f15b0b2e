import { EventStoreDBClient, START } from '@eventstore/db-client';
import type { Platform } from './platform.ts';

/** A stored event. */
export type Stored = Readonly<{
  stream: string;
  id: string;
  type: string;
  revision: bigint;
  position: bigint;
  command: string;
}>;

/** Returns every event whose stream's name has this prefix, in the order of the log. */
export async function storedEvents(
  { eventStore }: Pick<Platform, 'eventStore'>,
  prefix: string,
): Promise<readonly Stored[]> {
  const client = EventStoreDBClient.connectionString(eventStore.now().urlOf('admin'));
  const stored: Stored[] = [];
  try {
    for await (const { event } of client.readAll({ fromPosition: START })) {
      if (event === undefined || !event.streamId.startsWith(prefix)) continue;
      const { command } = event.metadata as { command: string };
      stored.push({
        stream: event.streamId,
        id: event.id,
        type: event.type,
        revision: event.revision,
        position: event.position.commit,
        command,
      });
    }
  } finally {
    await client.dispose();
  }
  return stored;
}
