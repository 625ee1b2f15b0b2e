import { expect, test } from '@jest/globals';
import { chainWatch } from './chain-watch.ts';
import type { RawEvent } from './stored-event.ts';
import { noChainKeysYet, someChainKeys } from './test-support/chain-keys.ts';
import { keyedEvents, unkeyedEvents } from './test-support/chained-events.ts';

const KEYS = someChainKeys();
const chained = (stream: string, count: number) => keyedEvents(count, KEYS, { stream });

const breaks = (events: readonly (RawEvent | undefined)[], keys = KEYS) => {
  const watch = chainWatch(keys);
  return events
    .filter((event) => event !== undefined)
    .map(watch)
    .filter((seen) => seen !== undefined);
};

test('interleaved streams have intact chains', async () => {
  const [a, b] = [await chained('a', 3), await chained('b', 2)];
  expect(breaks([a[0], b[0], a[1], a[2], b[1]])).toEqual([]);
});

test('an event that was altered or added is found at once, even as the last of its stream', async () => {
  const [first, second] = await chained('a', 2);
  const altered = { ...(second as RawEvent), data: { title: 'forged' } };
  expect(breaks([first, altered])).toEqual([{ stream: 'a', revision: 1n, reason: 'forged' }]);
  const [added] = unkeyedEvents(1, noChainKeysYet(), 'b');
  expect(breaks([first, second, added])).toEqual([{ stream: 'b', revision: 0n, reason: 'forged' }]);
});

test('an event in the place of another one of the service is found at the next', async () => {
  const [[first, second], [other]] = [await chained('a', 2), await chained('a', 1)];
  expect(breaks([first, second])).toEqual([]);
  expect(breaks([other, second])).toEqual([{ stream: 'a', revision: 1n, reason: 'altered' }]);
});

test('before there were keys, an altered event is found at the next event of its stream', () => {
  const [first, second, third] = unkeyedEvents(3, noChainKeysYet(), 'a');
  const altered = { ...(second as RawEvent), data: { title: 'forged' } };
  expect(breaks([first, altered, third], noChainKeysYet())).toEqual([
    { stream: 'a', revision: 2n, reason: 'altered' },
  ]);
});

test('a stream joined in the middle is watched from there on', async () => {
  expect(breaks((await chained('a', 3)).slice(1))).toEqual([]);
});
