import { expect, test } from '@jest/globals';
import { MessageMemory } from './message-memory.ts';

const MIB = 1024 * 1024;

test('a group is full at its own limit, and has room again when messages are processed', () => {
  const share = new MessageMemory().share();
  share.take(127 * MIB);
  expect(share.full).toBe(false);
  share.take(MIB);
  expect(share.full).toBe(true);
  share.free(MIB);
  expect(share.full).toBe(false);
});

test('when the groups together hold too much, each still gets what it is assured', () => {
  const memory = new MessageMemory();
  const [first, second, third] = [memory.share(), memory.share(), memory.share()];
  first.take(127 * MIB);
  second.take(127 * MIB);
  third.take(2 * MIB);
  expect([first.full, second.full, third.full]).toEqual([true, true, true]);
  expect(memory.share().full).toBe(false);
  first.freeAll();
  expect([second.full, third.full]).toEqual([false, false]);
});
