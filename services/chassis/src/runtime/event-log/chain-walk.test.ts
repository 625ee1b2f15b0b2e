import { expect, test } from '@jest/globals';
import { CHAIN_START, chainLink, linkOf } from './chain-link.ts';
import { walkChain } from './chain-walk.ts';
import type { RawEvent } from './stored-event.ts';

const STREAM = 'trial_box-a';

/** A correctly chained stream of this many events. */
function chained(length: number): RawEvent[] {
  const events: RawEvent[] = [];
  for (let n = 0; n < length; n += 1) {
    const last = events.at(-1);
    events.push({
      streamId: STREAM,
      id: `id-${n}`,
      revision: BigInt(n),
      type: 'PaperPut',
      data: { title: `paper ${n}` },
      metadata: { at: 't', chain: last ? linkOf(last) : CHAIN_START },
    });
  }
  return events;
}

function firstBreak(events: readonly RawEvent[]) {
  const walk = walkChain(STREAM);
  for (const event of events) {
    const broken = walk.next(event);
    if (broken) return broken;
  }
  return walk.end();
}

const changed = (events: RawEvent[], index: number, change: Partial<RawEvent>): RawEvent[] =>
  events.map((event, n) => (n === index ? { ...event, ...change } : event));

test('an untouched stream holds together', () => {
  expect(firstBreak(chained(5))).toBeUndefined();
});

test.each([0, 1, 2, 3])('altered data of event %i of five is found and named', (index) => {
  expect(firstBreak(changed(chained(5), index, { data: { title: 'forged' } }))).toEqual({
    stream: STREAM,
    revision: BigInt(index),
    reason: 'altered',
  });
});

test.each([
  ['its type', { type: 'PaperPuT' }],
  ['its id', { id: 'id-x' }],
  ['its stream', { streamId: 'trial_box-b' }],
  ['its time', { metadata: { at: 'T' } }],
])('an event is named when %s was altered', (_what, change) => {
  const honest = chained(5);
  const rightly =
    'metadata' in change
      ? { metadata: { ...change.metadata, chain: honest.slice(1, 2).map(linkOf).join() } }
      : change;
  expect(firstBreak(changed(honest, 2, rightly))).toEqual({
    stream: STREAM,
    revision: 2n,
    reason: 'altered',
  });
});

test('an event whose own chain field was altered is named, not its honest predecessor', () => {
  expect(firstBreak(changed(chained(5), 2, { metadata: { at: 't', chain: 'f'.repeat(64) } }))).toMatchObject({
    revision: 2n,
  });
});

test('an event whose bytes are no longer JSON is named', () => {
  expect(firstBreak(changed(chained(5), 2, { metadata: new Uint8Array([1, 2]) }))).toMatchObject({
    revision: 2n,
  });
  expect(firstBreak(changed(chained(5), 2, { data: '{"title":' }))).toMatchObject({ revision: 2n });
});

test('a missing event is named', () => {
  expect(firstBreak(chained(5).filter(({ revision }) => revision !== 2n))).toEqual({
    stream: STREAM,
    revision: 2n,
    reason: 'gone',
  });
});

test('continuing from a known link finds what was altered since', () => {
  const events = chained(4);
  const [, known, next] = events;
  const walk = walkChain(STREAM, { revision: 1n, link: known ? linkOf(known) : '' });
  expect(next && walk.next(next)).toBeUndefined();
  expect(walk.link).toBe(next && linkOf(next));
});

test('a link covers the boundaries of its parts', () => {
  const parts = { stream: 's', revision: 1n, id: 'i', type: 'ab', metadata: 'c', data: '' };
  expect(chainLink(parts)).not.toBe(chainLink({ ...parts, type: 'a', metadata: 'bc' }));
  expect(chainLink(parts)).toMatch(/^[0-9a-f]{64}$/);
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
  const event = chained(1).map((first) => ({ ...first, data }));
  const back = event.map((first) => ({ ...first, data: JSON.parse(JSON.stringify(data)) as unknown }));
  expect(event.map(linkOf)).toEqual(back.map(linkOf));
});
