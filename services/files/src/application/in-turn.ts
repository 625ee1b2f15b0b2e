/** Runs tasks with the same key one after the other, within this process. */
export type InTurn = <Answer>(key: string, work: () => Promise<Answer>) => Promise<Answer>;

export function inTurn(): InTurn {
  const last = new Map<string, Promise<unknown>>();
  return async (key, work) => {
    const before = last.get(key);
    const mine = (async () => {
      await Promise.allSettled([before]);
      return work();
    })();
    last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (last.get(key) === mine) last.delete(key);
    }
  };
}
