import { LRUCache } from 'lru-cache';

/** Answers that are the same for everybody, each asked for once in a while. */
export type SharedAnswers<Answer> = (key: string, ask: () => Promise<Answer>) => Promise<Answer>;

/** Keeps the newest answers for a while; whoever asks meanwhile, or at the same time, gets the same one. */
export function sharedAnswers<Answer>({
  freshMs,
  max,
}: Readonly<{ freshMs: number; max: number }>): SharedAnswers<Answer> {
  const kept = new LRUCache<string, Promise<Answer>>({ max, ttl: freshMs });
  return (key, ask) => {
    const known = kept.get(key);
    if (known !== undefined) return known;
    const asked = ask();
    kept.set(key, asked);
    // A failure is told to those who wait for it, and not kept.
    asked.catch(() => kept.delete(key));
    return asked;
  };
}
