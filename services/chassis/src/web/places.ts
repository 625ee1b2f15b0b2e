import { PageError } from './page-error.ts';

/** Places for what takes long, a few for each visitor, so that nobody takes those of the others. */
export type Places = Readonly<{
  /**
   * Takes a place until the returned function is called, once. Throws the page `too-many` if the visitor has
   * `limit` of them already, or all are taken.
   */
  enter: (visitor: string, limit: number) => () => void;
  /** How many are taken. */
  count: () => number;
}>;

export function places(inAll: number): Places {
  const taken = new Map<string, number>();
  let all = 0;
  return {
    count: () => all,
    enter: (visitor, limit) => {
      const own = (taken.get(visitor) ?? 0) + 1;
      if (own > limit || all >= inAll)
        throw new PageError('too-many', `Visitors have ${all} of ${inAll} places, this one ${own - 1}.`);
      taken.set(visitor, own);
      all += 1;
      return () => {
        const left = (taken.get(visitor) ?? 1) - 1;
        if (left === 0) taken.delete(visitor);
        else taken.set(visitor, left);
        all -= 1;
      };
    },
  };
}
