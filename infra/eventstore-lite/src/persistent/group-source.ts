import { PAGE_BYTES } from '../storage/reader.ts';
import { FORMAT, type StoredEvent } from '../storage/records.ts';
import type { Store } from '../storage/store.ts';
import { checkFilter, matcher, mustPause } from '../subscriptions/event-filter.ts';
import { resolve } from '../subscriptions/resolve-link.ts';
import { ALL_STREAM, type GroupEntry } from './group-settings.ts';
import { messageOf, placeOf, type Message } from './message.ts';

/** The result of one read: the messages, and how far it looked. */
export interface Batch {
  readonly messages: readonly Message[];
  readonly lookedTo: number;
  readonly atEnd: boolean;
}

/** Reads the events of a group's stream, or of `$all`, after a position. */
export interface GroupSource {
  /** Refuses a filter that this version cannot evaluate, before anything is read. */
  check(): void;
  read(after: number, limit: number): Batch;
  /** The position of the last event. */
  end(): number;
  follow(listener: () => void): () => void;
}

/** A group on `$all` never gets the store's own bookkeeping: its checkpoints would cause new ones. */
const OWN = /^\$persistentsubscription-/i;

/** How many events of a filtered log are read at a time. */
const FILTERED_WINDOW = 512;

export function groupSource(
  store: Store,
  { stream, settings }: Pick<GroupEntry, 'stream' | 'settings'>,
): GroupSource {
  const { reader, feed } = store;
  const matches = matcher(settings.filter);
  const wanted = (event: StoredEvent): boolean =>
    event.format !== FORMAT.scavenged &&
    (stream !== ALL_STREAM || !OWN.test(event.stream.replace(/^\$\$/u, ''))) &&
    matches(event);
  const page = (after: number, limit: number): readonly StoredEvent[] => {
    if (stream === ALL_STREAM) return reader.allForwards(after, limit);
    const window = reader.window(stream);
    if (window === undefined) return [];
    return reader.streamForwards(
      stream,
      Math.max(after + 1, reader.firstVisible(stream, window)),
      window.to,
      limit,
    );
  };
  return {
    check: () => checkFilter(settings.filter),
    end: () => (stream === ALL_STREAM ? store.head() : (reader.head(stream)?.last ?? -1)),
    follow: (listener) => feed.follow(stream === ALL_STREAM ? undefined : stream, listener),
    read(after, limit) {
      const events = page(after, settings.filter === undefined ? limit : FILTERED_WINDOW);
      const messages: Message[] = [];
      let lookedTo = after;
      let bytes = 0;
      for (const event of events) {
        if (messages.length >= limit || bytes >= PAGE_BYTES || mustPause(settings.filter)) break;
        lookedTo = placeOf(stream, event);
        if (!wanted(event)) continue;
        const message = messageOf(resolve(reader, event, settings.resolveLinks), lookedTo);
        messages.push(message);
        bytes += message.bytes;
      }
      return { messages, lookedTo, atEnd: events.length === 0 };
    },
  };
}
