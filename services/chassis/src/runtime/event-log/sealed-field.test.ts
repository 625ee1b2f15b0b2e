import { expect, test } from '@jest/globals';
import { memoryKeyStore } from '../keys/memory-key-store.ts';
import { blankFields, sealFields, sealedPlaces, unsealField } from './sealed-field.ts';
import { LAN } from './test-support/counter-box.ts';

const MINH = '0197a1c0-0000-7000-8000-00000000002b';
const EVENT = { stream: 'trial_box-a', eventId: 'event-1' };
const couple = () => ({
  kind: 'marriage',
  place: { ward: 'Phường 1', note: null },
  people: [
    { personId: LAN, name: 'Nguyễn Thị Lan', phones: ['0900', '0901'] },
    { personId: MINH, name: 'Trần Minh' },
  ],
});
const DECLARED = {
  'people.*.name': 'people.*.personId',
  'people.*.phones': 'people.*.personId',
  'place.note': 'people.*.personId',
};

async function sealed(keys = memoryKeyStore()) {
  const data = couple();
  await sealFields(data, DECLARED, EVENT, { keys, blank: false });
  return { data, keys };
}

async function unsealed(data: object, keys: Awaited<ReturnType<typeof sealed>>['keys'], event = EVENT) {
  for (const place of sealedPlaces(data)) unsealField(place, event, await keys.find([place.sealed.kid]));
  return data;
}

test('each person in a list is sealed under their own key, and nothing else is', async () => {
  const { data } = await sealed();
  expect(data).toMatchObject({
    kind: 'marriage',
    place: { ward: 'Phường 1', note: null },
    people: [{ personId: LAN, name: { v: 1, kid: LAN } }, { name: { v: 1, kid: MINH } }],
  });
  expect(Object.keys(data.people[0]?.name ?? {})).toEqual(['v', 'kid', 'nonce', 'ct', 'tag']);
  expect(JSON.stringify(data)).not.toMatch(/Lan|Minh|0900/);
});

test('unsealing returns what was sealed, including lists', async () => {
  const { data, keys } = await sealed();
  expect(await unsealed(data, keys)).toEqual(couple());
});

test('once a person is forgotten their fields are null and the others stay', async () => {
  const { data, keys } = await sealed();
  await keys.forget(LAN);
  expect(await unsealed(data, keys)).toMatchObject({
    people: [{ personId: LAN, name: null, phones: null }, { name: 'Trần Minh' }],
  });
});

test('nothing new is sealed for a forgotten person: refused, or blank in a known record', async () => {
  const keys = memoryKeyStore();
  await keys.forget(LAN);
  await expect(sealFields(couple(), DECLARED, EVENT, { keys, blank: false })).rejects.toMatchObject({
    reason: 'ACCOUNT_CLOSED',
    facts: {},
  });
  const [data, seen] = [couple(), couple()];
  const { persons, blanked } = await sealFields(data, DECLARED, EVENT, { keys, blank: true });
  expect([...persons]).toEqual([LAN, MINH]);
  expect(blanked).toEqual(['people.0.name', 'people.0.phones']);
  blankFields(seen, blanked);
  expect(seen).toEqual(await unsealed(data, keys));
  expect(seen).toMatchObject({ people: [{ name: null, phones: null }, { name: 'Trần Minh' }] });
});

test('an empty text says nothing: it is not sealed, and needs no key', async () => {
  const data = { personId: LAN, note: '' };
  const keys = memoryKeyStore();
  const sealing = await sealFields(data, { note: 'personId' }, EVENT, { keys, blank: false });
  expect(sealing).toEqual({ persons: new Set(), blanked: [] });
  expect(data.note).toBe('');
  expect((await keys.find([LAN])).size).toBe(0);
});

test('the same value is never sealed to the same bytes', async () => {
  const keys = memoryKeyStore();
  expect((await sealed(keys)).data.people[0]?.name).not.toEqual((await sealed(keys)).data.people[0]?.name);
});

test('a sealed field moved to another event, stream or field does not open', async () => {
  const { data, keys } = await sealed();
  const copy = () => structuredClone(data);
  await expect(unsealed(copy(), keys, { ...EVENT, eventId: 'event-2' })).rejects.toMatchObject({
    kind: 'unavailable',
    reason: 'SEAL_BROKEN',
  });
  await expect(unsealed(copy(), keys, { ...EVENT, stream: 'trial_box-b' })).rejects.toMatchObject({
    reason: 'SEAL_BROKEN',
    facts: { field: 'people.0.name' },
  });
  await expect(unsealed({ kind: copy().people[0]?.name }, keys)).rejects.toMatchObject({
    facts: { field: 'kind' },
  });
});

test('a personal value without a person is refused', async () => {
  await expect(
    sealFields({ name: 'Lan' }, { name: 'personId' }, EVENT, { keys: memoryKeyStore(), blank: false }),
  ).rejects.toMatchObject({ kind: 'invalid', reason: 'PERSON_ID_MISSING', facts: { field: 'name' } });
});

test('a value that looks sealed is refused', async () => {
  const { data } = await sealed();
  await expect(
    sealFields({ form: { x: data.people[0]?.name } }, {}, EVENT, { keys: memoryKeyStore(), blank: false }),
  ).rejects.toMatchObject({ reason: 'VALUE_LOOKS_SEALED', facts: { field: 'form.x' } });
});

test('a property of the prototype is not a field', async () => {
  const data = { a: 1 };
  await sealFields(data, { 'constructor.name': 'a', toString: 'a' }, EVENT, {
    keys: memoryKeyStore(),
    blank: false,
  });
  expect(data).toEqual({ a: 1 });
});
