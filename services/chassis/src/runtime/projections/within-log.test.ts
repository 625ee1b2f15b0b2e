import { expect, test } from '@jest/globals';
import type { QueryPool } from './queries.ts';
import { withinLog } from './within-log.ts';

/** Queries over a log that grows; counts how often its end is read. */
function growing(ends: bigint[]) {
  const counts = { asked: 0, reads: 0 };
  const pool = {
    query: async () => {
      counts.asked += 1;
    },
    close: async () => undefined,
  } as unknown as QueryPool;
  const end = async (): Promise<bigint> => {
    counts.reads += 1;
    return ends.shift() ?? 10n;
  };
  return { queries: withinLog(pool, { projected: () => 5n, end }), counts };
}

test('a position beyond the end of the log is refused at once, for many callers with few reads', async () => {
  const { queries, counts } = growing([]);
  const asked = Array.from({ length: 300 }, () => queries.query('list', {}, { minPosition: 11n }));
  for (const outcome of await Promise.allSettled(asked))
    expect(outcome).toMatchObject({
      reason: { kind: 'invalid', reason: 'POSITION_UNKNOWN', facts: { field: 'min_position' } },
    });
  expect(counts).toEqual({ asked: 0, reads: 2 });
});

test('a position that has been projected needs no read of the log', async () => {
  const { queries, counts } = growing([]);
  await queries.query('list', {}, { minPosition: 5n });
  await queries.query('list', {});
  expect(counts).toEqual({ asked: 2, reads: 0 });
});

test('a position in the log is waited for, also a newer one than the first read found', async () => {
  const { queries, counts } = growing([6n, 9n]);
  await queries.query('list', {}, { minPosition: 8n });
  expect(counts).toEqual({ asked: 1, reads: 2 });
});
