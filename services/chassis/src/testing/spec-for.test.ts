import { expect, test } from '@jest/globals';
import type { Command, Decider, Event } from '../domain/mod.ts';
import { refuse } from '../domain/refusal.ts';
import { eventually } from './eventually.ts';
import { specFor } from './spec-for.ts';

type Put = Event<'Put', { title: string; on?: string | Date }>;
type Ask = Command<'Put', { title: string; on?: string | Date }> | Command<'PutTwice', { title: string }>;
type Shelf = { titles: readonly string[]; last?: string };

const decider: Decider<Shelf, Ask, Put> = {
  initial: { titles: [] },
  decide: ({ type, data, meta }, { titles }) => {
    if (titles.includes(data.title)) throw refuse('ON_THE_SHELF', { title: data.title, by: meta.actor.id });
    return (type === 'Put' ? [data] : [data, { title: `${data.title} again` }]).map((each) => ({
      type: 'Put',
      data: each,
    }));
  },
  evolve: (state, { data, actor }) => ({ titles: [...state.titles, data.title], last: actor.id }),
};
const shelf = specFor(decider);
const put = (title: string): Put => ({ type: 'Put', data: { title } });
const putTwice = shelf.given([put('map')]).when({ type: 'PutTwice', data: { title: 'photo' } });

test('events are compared whole and in order', () => {
  putTwice.then([put('photo'), put('photo again')]);
  expect(() => putTwice.then([put('photo again'), put('photo')])).toThrow();
  expect(() => putTwice.then([put('photo')])).toThrow();
  expect(() =>
    putTwice.then([put('photo'), { type: 'Put', data: { title: 'photo again', on: '2026-01-05' } }]),
  ).toThrow();
});

test('dates are compared as the log would keep them', () => {
  const putOn = shelf.given([]).when({ type: 'Put', data: { title: 'map', on: new Date(0) } });
  putOn.then([{ type: 'Put', data: { title: 'map', on: '1970-01-01T00:00:00.000Z' } }]);
  expect(() => putOn.then([{ type: 'Put', data: { title: 'map', on: new Date(1) } }])).toThrow();
});

test('a refusal is compared by reason, and by its facts where they are given', () => {
  const again = shelf
    .given([put('map')])
    .when({ type: 'Put', data: { title: 'map' }, meta: { actor: { id: 'Lan' } } });
  again.refuses('ON_THE_SHELF');
  again.refuses('ON_THE_SHELF', { title: 'map', by: 'Lan' });
  expect(() => again.refuses('ON_THE_SHELF', { title: 'map' })).toThrow();
  expect(() => again.refuses('OFF_THE_SHELF')).toThrow();
  expect(() => putTwice.refuses('ON_THE_SHELF')).toThrow('Expected a refusal');
});

test('the state is compared before and after', () => {
  shelf.given([{ ...put('map'), actor: { id: 'Minh' } }]).thenState({ titles: ['map'], last: 'Minh' });
  putTwice.thenState({ titles: ['map', 'photo', 'photo again'], last: 'specified-actor' });
});

test('a decider that changes what it was given fails', () => {
  const careless = specFor<Shelf, Ask, Put>({
    ...decider,
    decide: (_command, state) => {
      (state.titles as string[]).push('x');
      return [];
    },
  });
  expect(() =>
    careless
      .given([put('map')])
      .when({ type: 'Put', data: { title: 'y' } })
      .then([]),
  ).toThrow(TypeError);
});

test('a condition that becomes true in time is returned, otherwise its last error is thrown', async () => {
  let tries = 0;
  expect(await eventually(() => (tries += 1) > 2 && 'there', { every: 1 })).toBe('there');
  await expect(
    eventually(
      () => {
        throw new Error('not yet');
      },
      { within: 5, every: 1 },
    ),
  ).rejects.toMatchObject({ cause: new Error('not yet') });
});
