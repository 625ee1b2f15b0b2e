import { expect, test } from '@jest/globals';
import { anyOf, where } from './where.ts';

test('all conditions that are given must hold', () => {
  expect(where([['a = ?', 1], undefined, anyOf('b', ['x', 'y'])])).toEqual({
    sql: 'WHERE a = ? AND b IN (?, ?)',
    values: [1, 'x', 'y'],
  });
});

test('without any, everything is meant', () => {
  expect(where([undefined])).toEqual({ sql: '', values: [] });
});
