import { CHAIN_START, linkOf, predecessorLink } from './chain-link.ts';
import type { RawEvent } from './stored-event.ts';

/** Where a stream's chain is broken: the event that was altered, or the first that is missing. */
export type ChainBreak = Readonly<{ stream: string; revision: bigint; reason: 'altered' | 'gone' }>;

/**
 * Follows one stream's chain event by event. `next` and `end` return the first break once it is certain which
 * event it is.
 */
export type ChainWalk = {
  next: (event: RawEvent) => ChainBreak | undefined;
  end: () => ChainBreak | undefined;
  readonly link: string;
};

/** Starts following a chain after an event whose link is known, or at the stream's start. */
export function walkChain(
  stream: string,
  after: { revision: bigint; link: string } = { revision: -1n, link: CHAIN_START },
): ChainWalk {
  let { revision, link } = after;
  let doubtful: bigint | undefined;
  const altered = (at: bigint): ChainBreak => ({ stream, revision: at < 0n ? 0n : at, reason: 'altered' });
  return {
    next(event) {
      if (event.revision !== revision + 1n) return { stream, revision: revision + 1n, reason: 'gone' };
      const agrees = predecessorLink(event) === link;
      // Either of the two events around a break may be the altered one; the one whose own link its successor
      // confirms is intact.
      if (doubtful !== undefined) return altered(agrees ? doubtful - 1n : doubtful);
      if (!agrees) doubtful = event.revision;
      revision = event.revision;
      link = linkOf(event);
      return undefined;
    },
    end: () => (doubtful === undefined ? undefined : altered(doubtful - 1n)),
    get link() {
      return link;
    },
  };
}
