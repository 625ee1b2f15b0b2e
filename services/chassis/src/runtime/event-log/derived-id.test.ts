import { expect, test } from '@jest/globals';
import { derivedId } from './derived-id.ts';

test('the same request always gives the same id', () => {
  expect(derivedId('procedures', 'caller', 'r1')).toBe(derivedId('procedures', 'caller', 'r1'));
  expect(derivedId('procedures', 'caller', 'r1')).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
});

test('another service, caller or request gives another', () => {
  const ids = [
    ['s', 'c', 'r'],
    ['s2', 'c', 'r'],
    ['s', 'c2', 'r'],
    ['s', 'c', 'r2'],
    ['s","c', '', 'r'],
  ].map(([s = '', c = '', r = '']) => derivedId(s, c, r));
  expect(new Set(ids).size).toBe(ids.length);
});
