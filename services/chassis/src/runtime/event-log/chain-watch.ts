import { LRUCache } from 'lru-cache';
import { linkOf, predecessorLink } from './chain-link.ts';
import type { RawEvent } from './stored-event.ts';

/** The number of streams whose last link is remembered; others are watched again from their next event on. */
const STREAMS = 20_000;

/** Where a chain is broken: this event, or the one before it, is not as it was appended. */
export type SeenBreak = Readonly<{ stream: string; revision: bigint }>;

/**
 * Watches the chains of many streams while the log is followed in order: each event must name the link of the
 * one before. Returns the break that an event reveals; `verifyChain` finds which of the two events was
 * altered.
 */
export function chainWatch(): (event: RawEvent) => SeenBreak | undefined {
  const last = new LRUCache<string, Readonly<{ revision: bigint; link: string }>>({ max: STREAMS });
  return (event) => {
    const before = last.get(event.streamId);
    last.set(event.streamId, { revision: event.revision, link: linkOf(event) });
    if (
      before === undefined ||
      before.revision + 1n !== event.revision ||
      before.link === predecessorLink(event)
    )
      return undefined;
    return { stream: event.streamId, revision: event.revision };
  };
}
