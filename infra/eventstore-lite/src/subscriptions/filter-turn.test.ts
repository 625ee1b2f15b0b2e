import { expect, test } from '@jest/globals';
import { nextTurn } from '../grpc/next-turn.ts';
import { filterTurn } from './filter-turn.ts';

function busyFor(milliseconds: number): void {
  const until = performance.now() + milliseconds;
  while (performance.now() < until);
}

test('all else has its turn after each slice of slow filters, and none of them is left out', async () => {
  let others = 0;
  const slices: string[] = [];
  const evaluate = async (name: string): Promise<void> => {
    for (let count = 0; count < 3; count += 1) {
      while (filterTurn.over) await filterTurn.next();
      filterTurn.spend(() => busyFor(11));
      slices.push(name);
    }
  };
  const evaluations = Promise.all([evaluate('first'), evaluate('second')]);
  let done = false;
  void evaluations.then(() => (done = true));
  while (!done) {
    await nextTurn();
    others += 1;
  }
  expect(slices.slice(1, 5)).toEqual(['first', 'second', 'first', 'second']);
  expect(others).toBeGreaterThanOrEqual(4);
});
