import type { ChainKeys } from './chain-keys.ts';
import { CHAIN_START, linkOf, predecessorLink } from './chain-link.ts';
import type { RawEvent } from './stored-event.ts';

/**
 * Where a stream's chain is broken: the event that was altered, that no key of the service has made, or the
 * first that is missing.
 */
export type ChainBreak = Readonly<{
  stream: string;
  revision: bigint;
  reason: 'altered' | 'unkeyed' | 'gone';
}>;

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
  keys: ChainKeys,
  after: { revision: bigint; link: string } = { revision: -1n, link: CHAIN_START },
): ChainWalk {
  let { revision, link } = after;
  let keyed = false;
  let doubtful: bigint | undefined;
  const altered = (at: bigint): ChainBreak => ({ stream, revision: at < 0n ? 0n : at, reason: 'altered' });
  return {
    next(event) {
      if (event.revision !== revision + 1n) return { stream, revision: revision + 1n, reason: 'gone' };
      const own = linkOf(event, keys);
      // Once a stream has keys, it does not go back.
      const unproven = keyed && !own.keyed ? 'unkeyed' : own.unproven;
      if (unproven) return { stream, revision: event.revision, reason: unproven };
      const agrees = predecessorLink(event) === link;
      // Either of the two events around a break may be the altered one; the one whose own link its successor
      // confirms is intact.
      if (doubtful !== undefined) return altered(agrees ? doubtful - 1n : doubtful);
      if (!agrees) doubtful = event.revision;
      ({ revision } = event);
      ({ link, keyed } = own);
      return undefined;
    },
    end: () => (doubtful === undefined ? undefined : altered(doubtful - 1n)),
    get link() {
      return link;
    },
  };
}
