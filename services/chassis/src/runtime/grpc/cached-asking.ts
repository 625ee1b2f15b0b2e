import { LRUCache } from 'lru-cache';
import type { CallContext } from '../context/call-context.ts';
import { failureKind } from '../messaging/failure-kind.ts';

export type CachedAskingOptions = Readonly<{
  /** How old an answer may be before it is fetched again. */
  freshMs: number;
  /** Whether an answer is used, however old, while the service does not respond. */
  stale: boolean;
  /** How many answers are cached. */
  max?: number;
}>;

/** Answers of another service, cached in this process. */
export type CachedAsking = Readonly<{
  /**
   * Returns the cached answer while it is fresh; otherwise asks on behalf of this caller alone, so that its
   * deadline, cancellation and correlation apply. `ask` gets the position in the other service's log that its
   * answer must include, if one is known. Throws what `ask` throws, unless an old answer may be used.
   */
  get<Answer extends NonNullable<unknown>>(
    key: string,
    context: Pick<CallContext, 'signal'>,
    ask: (minPosition: bigint | undefined) => Promise<Answer>,
  ): Promise<Answer>;
  /** Marks every answer stale: the next one must include the event at the position, if that is known. */
  changed(position?: bigint): void;
}>;

type Kept = Readonly<{ answer: NonNullable<unknown>; freshUntil: number; generation: number }>;

const MAX_ANSWERS = 2_000;

export function cachedAsking({ freshMs, stale, max = MAX_ANSWERS }: CachedAskingOptions): CachedAsking {
  const kept = new LRUCache<string, Kept>({ max });
  let generation = 0;
  let minPosition: bigint | undefined;
  return {
    async get<Answer extends NonNullable<unknown>>(
      key: string,
      { signal }: Pick<CallContext, 'signal'>,
      ask: (minPosition: bigint | undefined) => Promise<Answer>,
    ): Promise<Answer> {
      const had = kept.get(key);
      if (had?.generation === generation && had.freshUntil > performance.now()) return had.answer as Answer;
      const asked = generation;
      try {
        const answer = await ask(minPosition);
        // An answer requested before a change must not replace one requested after it.
        if ((kept.get(key)?.generation ?? 0) <= asked)
          kept.set(key, { answer, freshUntil: performance.now() + freshMs, generation: asked });
        return answer;
      } catch (error) {
        if (!stale || had === undefined || signal.aborted || failureKind(error) === 'poison') throw error;
        return had.answer as Answer;
      }
    },
    changed(position) {
      generation += 1;
      if (position !== undefined && (minPosition === undefined || position > minPosition))
        minPosition = position;
    },
  };
}
