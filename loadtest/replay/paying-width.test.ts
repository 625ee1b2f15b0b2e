import { expect, test } from '@jest/globals';
import { payingWidth } from './paying-width.ts';

test('a replay widens while it gets faster and settles one step back when it does not', () => {
  let now = 0;
  const pace = payingWidth({ start: 4, everyEvents: 10, clock: () => now });
  const widths = [100, 50, 25, 25, 1].map((elapsed) => {
    now += elapsed;
    pace.record(10);
    return pace.width;
  });
  expect(widths).toEqual([8, 16, 32, 16, 16]);
});

test('a replay that is turned away narrows by a fifth, at most once a second, and widens no more', () => {
  let now = 0;
  const pace = payingWidth({ start: 100, everyEvents: 10, clock: () => now });
  const widths = [0, 999, 1_000, 2_000].map((at) => {
    now = at;
    pace.shed();
    return pace.width;
  });
  pace.record(10);
  expect([...widths, pace.width]).toEqual([80, 80, 64, 51, 51]);
});
