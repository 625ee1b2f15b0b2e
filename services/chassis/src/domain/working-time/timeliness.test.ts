import { expect, test } from '@jest/globals';
import { timelinessOf } from './timeliness.ts';

const DUE = '2026-07-09T02:15:00.000Z';

test('a result released before, at and after its due time is early, on time and late', () => {
  expect(timelinessOf(DUE, '2026-07-09T02:14:59.999Z')).toBe('early');
  expect(timelinessOf(DUE, DUE)).toBe('on-time');
  expect(timelinessOf(DUE, '2026-07-09T02:15:00.001Z')).toBe('late');
});

test('instants are compared by value, not by spelling', () => {
  expect(timelinessOf(DUE, '2026-07-09T09:15:00+07:00')).toBe('on-time');
});

test('a dossier without a due time has no class', () => {
  expect(timelinessOf(null, DUE)).toBeNull();
});
