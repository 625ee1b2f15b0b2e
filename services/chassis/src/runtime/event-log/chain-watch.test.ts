import { expect, test } from '@jest/globals';
import { CHAIN_START, linkOf } from './chain-link.ts';
import { chainWatch } from './chain-watch.ts';
import type { RawEvent } from './stored-event.ts';

/** A stream of events, each naming the link of the one before. */
function chained(streamId: string, ...notes: string[]): RawEvent[] {
  let chain = CHAIN_START;
  return notes.map((note, index) => {
    const event: RawEvent = {
      streamId,
      id: `${streamId}-${index}`,
      revision: BigInt(index),
      type: 'Noted',
      data: { note },
      metadata: { chain },
    };
    chain = linkOf(event);
    return event;
  });
}
const breaks = (events: readonly RawEvent[]) => {
  const watch = chainWatch();
  return events.map((event) => watch(event)).filter((seen) => seen !== undefined);
};

test('interleaved streams have intact chains', () => {
  const [a, b] = [chained('a', 'one', 'two', 'three'), chained('b', 'one', 'two')];
  expect(breaks([a[0], b[0], a[1], a[2], b[1]].filter((event) => event !== undefined))).toEqual([]);
});

test('an altered event is found at the next event of its stream', () => {
  const [first, second, third] = chained('a', 'one', 'two', 'three');
  expect(
    breaks(
      [first, { ...second, data: { note: 'owt' } } as RawEvent, third].filter((event) => event !== undefined),
    ),
  ).toEqual([{ stream: 'a', revision: 2n }]);
});

test('a stream joined in the middle is watched from there on', () => {
  expect(breaks(chained('a', 'one', 'two', 'three').slice(1))).toEqual([]);
});
