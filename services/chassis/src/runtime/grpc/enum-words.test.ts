import { expect, test } from '@jest/globals';
import { enumWords } from './enum-words.ts';

const Way = { WAY_UNSPECIFIED: 0, WAY_BY_HAND: 1, WAY_BY_POST: 2, UNRECOGNIZED: -1 } as const;

test('a word has its value, and the value its word', () => {
  const ways = enumWords(Way, { hand: 1, post: 2 });
  expect([ways.to('post'), ways.from[1]]).toEqual([2, 'hand']);
});

test('a value without a word, or with two, stops the start', () => {
  expect(() => enumWords(Way, { hand: 1 })).toThrow('The value 2 of an enum must have one word.');
  expect(() => enumWords(Way, { hand: 1, post: 2, mail: 2 })).toThrow('must have one word');
});
