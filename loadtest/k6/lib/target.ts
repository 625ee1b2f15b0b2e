import type { Target } from '../../load/target.ts';

/** The platform under load; `npm run load` writes the file. */
export const target = JSON.parse(open(__ENV['EGOV_TARGET'] ?? '')) as Target;

/** Returns a member of a list, the same for the same turn. */
export function pick<Item>(list: readonly Item[], turn: number): Item {
  const item = list[turn % list.length];
  if (item === undefined)
    throw new Error('The platform under load lacks what this scenario needs: load the reference province.');
  return item;
}
