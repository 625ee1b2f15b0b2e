import { expect, test } from '@jest/globals';
import { applications } from './applications.ts';

test('taken in turn, applications reach every agency equally often: no register of codes fills up', () => {
  const all = applications();
  const agencies = new Set(all.map(({ agencyId }) => agencyId));
  expect(agencies.size).toBeGreaterThan(4);
  for (let turn = 0; turn < all.length; turn += agencies.size) {
    expect(new Set(all.slice(turn, turn + agencies.size).map(({ agencyId }) => agencyId))).toEqual(agencies);
  }
});
