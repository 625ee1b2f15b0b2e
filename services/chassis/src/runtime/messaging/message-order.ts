import { LRUCache } from 'lru-cache';
import type { ReceivedMessage } from './cloud-event.ts';

/** What to do with a message to keep its aggregate's order. */
export type Turn = 'now' | 'later' | 'parked';

/** What the order has to ask for. */
export type OrderSource = Readonly<{
  /** Whether an earlier message of the aggregate is parked. */
  holds: (aggregateId: string) => Promise<boolean>;
  /** Whether messages in flight of the previous process may still be redelivered. */
  inherited: () => Promise<boolean>;
  /** With one message at a time, no message arrives ahead of a retried one. */
  oneAtATime: boolean;
}>;

type Known = { settled: number; trying: Set<number> };

const AGGREGATES_REMEMBERED = 10_000;

/**
 * Keeps the events of one aggregate in order for one consumer: none is handled while the one before it is
 * retried, and none overtakes a parked one. Events that a consumer does not subscribe to are not waited for.
 */
export const messageOrder = ({ holds, inherited, oneAtATime }: OrderSource) => {
  const aggregates = new LRUCache<string, Known>({ max: AGGREGATES_REMEMBERED });
  const known = (aggregateId: string): Known => {
    const found = aggregates.get(aggregateId);
    if (found !== undefined) return found;
    const fresh = { settled: -1, trying: new Set<number>() };
    aggregates.set(aggregateId, fresh);
    return fresh;
  };
  return {
    turnOf: async ({ aggregateId, revision, previous }: ReceivedMessage): Promise<Turn> => {
      if (previous === undefined) return 'now';
      const { settled, trying } = known(aggregateId);
      if (!oneAtATime && [...trying].some((other) => other < revision)) return 'later';
      if (settled >= previous) return 'now';
      if (await holds(aggregateId)) return 'parked';
      return !oneAtATime && (await inherited()) ? 'later' : 'now';
    },
    trying: ({ aggregateId, revision }: ReceivedMessage): void =>
      void known(aggregateId).trying.add(revision),
    settled: ({ aggregateId, revision }: ReceivedMessage): void => {
      const state = known(aggregateId);
      state.trying.delete(revision);
      state.settled = Math.max(state.settled, revision);
    },
    parked: ({ aggregateId, revision }: ReceivedMessage): void => {
      const state = known(aggregateId);
      state.trying.delete(revision);
      state.settled = -1;
    },
  };
};

/** The order of one consumer's messages. */
export type MessageOrder = ReturnType<typeof messageOrder>;
