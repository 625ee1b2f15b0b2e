import { describe, expect, test } from '@jest/globals';
import { chainKeys, newChainKeys } from './chain-keys.ts';
import { CHAIN_START, chainLink, linkOf } from './chain-link.ts';
import { walkChain } from './chain-walk.ts';
import type { RawEvent } from './stored-event.ts';
import { noChainKeysYet, someChainKeys } from './test-support/chain-keys.ts';
import { keyedEvents, unkeyedEvents } from './test-support/chained-events.ts';

const STREAM = 'trial_box-a';
const KEYS = someChainKeys();
const OLD = noChainKeysYet();

function firstBreak(events: readonly RawEvent[], keys = KEYS) {
  const walk = walkChain(STREAM, keys);
  for (const event of events) {
    const broken = walk.next(event);
    if (broken) return broken;
  }
  return walk.end();
}

const changed = (events: readonly RawEvent[], index: number, change: Partial<RawEvent>): RawEvent[] =>
  events.map((event, n) => (n === index ? { ...event, ...change } : event));
const brokenAt = (revision: number, reason: string) => ({
  stream: STREAM,
  revision: BigInt(revision),
  reason,
});

/** The links of a stream made anew over what is in it, as whoever can write the log does. */
function relinked(events: readonly RawEvent[], keys = OLD): RawEvent[] {
  let chain = CHAIN_START;
  return events.map((event) => {
    const linked = { ...event, metadata: { ...(event.metadata as object), chain } };
    chain = linkOf(linked, keys).link;
    return linked;
  });
}
const without = (metadata: unknown, ...names: string[]): unknown =>
  Object.fromEntries(Object.entries(metadata as object).filter(([name]) => !names.includes(name)));

describe('under a key of the service', () => {
  const chained = (count: number) => keyedEvents(count, KEYS, { stream: STREAM });

  test('an untouched stream holds together', async () => {
    expect(firstBreak(await chained(5))).toBeUndefined();
  });

  test.each([0, 1, 2, 3, 4])('altered data of event %i of five is named, the last one too', async (index) => {
    expect(firstBreak(changed(await chained(5), index, { data: { title: 'forged' } }))).toEqual(
      brokenAt(index, 'altered'),
    );
  });

  test.each(['type', 'id', 'streamId'])('an event is named when its %s was altered', async (field) => {
    expect(firstBreak(changed(await chained(5), 4, { [field]: 'other' }))).toEqual(brokenAt(4, 'altered'));
  });

  test.each(['at', 'actor', 'command', 'hash', 'chain', 'link'])(
    'an event is named when %s of its metadata was altered',
    async (field) => {
      const events = await chained(5);
      const metadata = { ...(events[4]?.metadata as object), [field]: 'other' };
      expect(firstBreak(changed(events, 4, { metadata }))).toEqual(brokenAt(4, 'altered'));
    },
  );

  test('nobody without the key can make the links anew', async () => {
    const events = changed(await chained(3), 1, { data: { title: 'forged' } });
    expect(firstBreak(relinked(events))).toEqual(brokenAt(1, 'altered'));
    const bare = events.map((event) => ({ ...event, metadata: without(event.metadata, 'key', 'link') }));
    expect(firstBreak(relinked(bare))).toEqual(brokenAt(0, 'unkeyed'));
  });

  test('an event that somebody else appends is named', async () => {
    const events = await chained(2);
    const link = linkOf(events[1] as RawEvent, KEYS).link;
    const at = { stream: STREAM, first: 2n, link };
    const [foreign] = await keyedEvents(1, someChainKeys(), at);
    expect(firstBreak([...events, foreign as RawEvent])).toEqual(brokenAt(2, 'unkeyed'));
    const plain = { ...(foreign as RawEvent), metadata: { at: 't', chain: link } };
    expect(firstBreak([...events, plain])).toEqual(brokenAt(2, 'unkeyed'));
  });

  test('an event of the service at another place is named', async () => {
    const [first, second, third] = await chained(3);
    const moved = { ...(third as RawEvent), revision: 1n };
    expect(firstBreak([first as RawEvent, moved])).toEqual(brokenAt(1, 'altered'));
    const other = await keyedEvents(2, KEYS, { stream: STREAM });
    expect(firstBreak([other[0] as RawEvent, second as RawEvent, third as RawEvent])).toEqual(
      brokenAt(0, 'altered'),
    );
  });

  test('a missing event is named', async () => {
    expect(firstBreak((await chained(5)).filter(({ revision }) => revision !== 2n))).toEqual(
      brokenAt(2, 'gone'),
    );
  });
});

describe('while a key is replaced', () => {
  const [old, next] = [newChainKeys(), newChainKeys()];
  const before = chainKeys(JSON.stringify(old));
  const ringOf = (until?: string) =>
    chainKeys(
      JSON.stringify({
        ...next,
        keys: [...next.keys, ...old.keys.map((key) => (until === undefined ? key : { ...key, until }))],
      }),
    );

  test('a stream goes on under the next key, and the old events stay proven', async () => {
    const first = await keyedEvents(2, before, { stream: STREAM });
    const link = linkOf(first[1] as RawEvent, before).link;
    const then = await keyedEvents(2, ringOf(), { stream: STREAM, first: 2n, link });
    expect(firstBreak([...first, ...then], ringOf('11'))).toBeUndefined();
    expect(firstBreak([...first, ...then], before)).toEqual(brokenAt(2, 'unkeyed'));
  });

  test('an old key, should somebody have it, proves nothing later than its end', async () => {
    const first = await keyedEvents(3, before, { stream: STREAM });
    expect(firstBreak(first, ringOf('11'))).toEqual(brokenAt(2, 'unkeyed'));
  });
});

describe('before there were keys', () => {
  const chained = (count: number) => unkeyedEvents(count, OLD, STREAM);

  test('an untouched stream holds together', () => {
    expect(firstBreak(chained(5), OLD)).toBeUndefined();
  });

  test.each([0, 1, 2, 3])('altered data of event %i of five is found and named', (index) => {
    expect(firstBreak(changed(chained(5), index, { data: { title: 'forged' } }), OLD)).toEqual(
      brokenAt(index, 'altered'),
    );
  });

  test.each([
    ['type', { type: 'PaperPuT' }],
    ['id', { id: 'id-x' }],
    ['chain', { metadata: { at: 't', chain: 'f'.repeat(64) } }],
    ['metadata, which is not JSON any more', { metadata: new Uint8Array([1, 2]) }],
    ['data, which is not JSON any more', { data: '{"title":' }],
  ])('an event is named when its %s was altered', (_what, change) => {
    expect(firstBreak(changed(chained(5), 2, change), OLD)).toEqual(brokenAt(2, 'altered'));
  });

  test('a stream of that time goes on under a key, and does not go back', async () => {
    const first = chained(2);
    const link = linkOf(first[1] as RawEvent, OLD).link;
    const then = await keyedEvents(1, OLD, { stream: STREAM, first: 2n, link });
    expect(firstBreak([...first, ...then], OLD)).toBeUndefined();
    const back = {
      ...(then[0] as RawEvent),
      revision: 3n,
      metadata: { at: 't', chain: linkOf(then[0] as RawEvent, OLD).link },
    };
    expect(firstBreak([...first, ...then, back], OLD)).toEqual(brokenAt(3, 'unkeyed'));
  });

  test('an event that is too late to be of that time is named', () => {
    expect(firstBreak(chained(5), chainKeys(JSON.stringify(newChainKeys(12n))))).toEqual(
      brokenAt(3, 'unkeyed'),
    );
  });
});

test('continuing from a known link finds what was altered since', async () => {
  const events = await keyedEvents(4, KEYS, { stream: STREAM });
  const [, known, next] = events;
  const walk = walkChain(STREAM, KEYS, { revision: 1n, link: linkOf(known as RawEvent, KEYS).link });
  expect(walk.next(next as RawEvent)).toBeUndefined();
  expect(walk.link).toBe(linkOf(next as RawEvent, KEYS).link);
});

test('a link covers the boundaries of its parts', () => {
  const parts = { stream: 's', revision: 1n, id: 'i', type: 'ab', metadata: 'c', data: '' };
  for (const key of [undefined, KEYS.current.key])
    expect(chainLink(parts, key)).not.toBe(chainLink({ ...parts, type: 'a', metadata: 'bc' }, key));
  expect(chainLink(parts)).toMatch(/^[0-9a-f]{64}$/u);
});

test('text that JSON escapes survives being stored and read back', () => {
  const data = {
    '2': 'two',
    '1': 'one',
    name: 'Đỗ Văn Ước \ud800',
    amount: 1e21,
    gone: undefined,
    when: new Date(0),
  };
  const [first] = unkeyedEvents(1, OLD, STREAM);
  const event = { ...(first as RawEvent), data };
  const back = { ...event, data: JSON.parse(JSON.stringify(data)) as unknown };
  expect(linkOf(event, OLD)).toEqual(linkOf(back, OLD));
});
