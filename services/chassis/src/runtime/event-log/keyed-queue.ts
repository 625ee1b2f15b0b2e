/** Runs tasks of one key one after the other, tasks of different keys concurrently. */
export type KeyedQueue = Readonly<{ run: <T>(key: string, task: () => Promise<T>) => Promise<T> }>;

/** Makes a queue that forgets a key once its last task has ended. */
export function keyedQueue(): KeyedQueue {
  const tails = new Map<string, Promise<void>>();
  return {
    run(key, task) {
      const before = tails.get(key);
      const result = before ? before.then(task) : task();
      const ended: Promise<void> = result
        .then(
          () => undefined,
          () => undefined,
        )
        .then(() => {
          if (tails.get(key) === ended) tails.delete(key);
        });
      tails.set(key, ended);
      return result;
    },
  };
}
