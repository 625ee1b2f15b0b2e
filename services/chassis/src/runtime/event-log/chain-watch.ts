import { LRUCache } from 'lru-cache';
import type { ChainKeys } from './chain-keys.ts';
import { linkOf, predecessorLink } from './chain-link.ts';
import type { RawEvent } from './stored-event.ts';

/** The number of streams whose last link is remembered; others are watched again from their next event on. */
const STREAMS = 20_000;

/**
 * Where a chain is broken: this event is `forged`, so not the service's own or not as the service wrote it;
 * it or the one before it is `altered`; or it was seen before and is `gone`.
 */
export type SeenBreak = Readonly<{
  stream: string;
  revision: bigint;
  reason: 'forged' | 'altered' | 'gone';
}>;

/**
 * Watches the chains of many streams while the log is followed in order: each event must have a link of the
 * service, and name the link of the one before. Returns the break that an event reveals; `verifyChain` finds
 * which of the two events was altered.
 */
export function chainWatch(keys: ChainKeys): (event: RawEvent) => SeenBreak | undefined {
  const last = new LRUCache<string, Readonly<{ revision: bigint; link: string }>>({ max: STREAMS });
  return (event) => {
    const { streamId: stream, revision } = event;
    const { link, unproven } = linkOf(event, keys);
    if (unproven !== undefined) return { stream, revision, reason: 'forged' };
    const before = last.get(stream);
    last.set(stream, { revision, link });
    if (before === undefined || before.revision + 1n !== revision || before.link === predecessorLink(event))
      return undefined;
    return { stream, revision, reason: 'altered' };
  };
}
