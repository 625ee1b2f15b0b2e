import { LRUCache } from 'lru-cache';
import { linkOf, predecessorLink } from './chain-link.ts';
import type { RawEvent } from './stored-event.ts';

/**
 * Streams whose last link is remembered; a stream that was quiet for longer is watched again from its next
 * event on.
 */
const STREAMS = 20_000;

/** Where a chain was seen to break: this event, or the one before it, is not as it was appended. */
export type SeenBreak = Readonly<{ stream: string; revision: bigint }>;

/**
 * Watches the chains of many streams as their events pass in the order of the log, for those who follow it:
 * each event must name the link of the one before. Answers the break it shows; which of the two events was
 * altered is for `verifyChain` to say.
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
