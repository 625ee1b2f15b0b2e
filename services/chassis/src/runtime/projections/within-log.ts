import { DomainError } from '../../domain/refusal.ts';
import type { QueryPool } from './queries.ts';

/** Where the projector is, and where the log ends. */
export type Positions = Readonly<{ projected: () => bigint; end: () => Promise<bigint> }>;

/**
 * Refuses at once a query for a position that the log has not reached: nobody can have got it from a command,
 * and the query would wait in vain. Throws invalid POSITION_UNKNOWN.
 */
export function withinLog(queries: QueryPool, { projected, end }: Positions): QueryPool {
  let known = -1n;
  let reading: Promise<void> | undefined;
  const readEnd = (): Promise<void> => {
    reading ??= end()
      .then((position) => {
        known = position;
      })
      .finally(() => {
        reading = undefined;
      });
    return reading;
  };
  const reached = async (position: bigint): Promise<boolean> => {
    // A read that is under way may have begun before the position was written; the second one has not.
    for (let read = 0; read < 2 && position > known; read += 1) await readEnd();
    return position <= known;
  };
  return {
    ...queries,
    query: async (name, args, options = {}) => {
      const { minPosition } = options;
      if (minPosition !== undefined && minPosition > projected() && !(await reached(minPosition)))
        throw new DomainError('invalid', 'POSITION_UNKNOWN', { field: 'min_position' });
      return queries.query(name, args, options);
    },
  };
}
