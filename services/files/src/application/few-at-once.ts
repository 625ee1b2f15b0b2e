/** Runs work when one of a few places is free; those that wait do so in order. */
export type FewAtOnce = <Answer>(work: () => Promise<Answer>) => Promise<Answer>;

export function fewAtOnce(places: number): FewAtOnce {
  const waiting: (() => void)[] = [];
  let free = places;
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}
