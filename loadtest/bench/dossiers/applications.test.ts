import { expect, test } from '@jest/globals';
import { applications } from './applications.ts';

test('whoever goes through the applications in turn gives every agency as many: an hour’s load fills no register of codes', () => {
  const all = applications();
  const agencies = new Set(all.map(({ agencyId }) => agencyId));
  expect(agencies.size).toBeGreaterThan(4);
  for (let turn = 0; turn < all.length; turn += agencies.size) {
    expect(new Set(all.slice(turn, turn + agencies.size).map(({ agencyId }) => agencyId))).toEqual(agencies);
  }
});
