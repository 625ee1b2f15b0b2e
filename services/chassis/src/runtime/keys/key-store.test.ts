import { randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { masterKeyOf } from './key-wrapping.ts';
import { memoryKeyStore } from './memory-key-store.ts';

const LAN = '0197a1c0-0000-7000-8000-00000000001a';

test('a person has one key, until forgotten forever', async () => {
  const keys = memoryKeyStore();
  const key = await keys.keyFor(LAN);
  expect(key).toHaveLength(32);
  expect(await keys.keyFor(LAN)).toEqual(key);
  expect(await keys.find([LAN, 'unknown'])).toEqual(new Map([[LAN, key]]));
  await keys.forget(LAN);
  expect(await keys.find([LAN])).toEqual(new Map());
  await expect(keys.keyFor(LAN)).rejects.toMatchObject({
    kind: 'rule',
    reason: 'ACCOUNT_CLOSED',
    facts: {},
  });
  expect([await keys.isForgotten(LAN), await keys.isForgotten('unknown')]).toEqual([true, false]);
});

test.each(['', '>', 'a.b', 'Nguyễn', LAN.toUpperCase()])('"%s" is nobody\'s id', async (personId) => {
  await expect(memoryKeyStore().keyFor(personId)).rejects.toMatchObject({
    kind: 'invalid',
    reason: 'PERSON_ID_INVALID',
  });
});

test('a watcher is notified of forgettings until it stops', async () => {
  const keys = memoryKeyStore();
  const heard: string[] = [];
  const stop = keys.watchForgotten((personId) => heard.push(personId));
  await keys.forget(LAN);
  stop();
  await keys.forget(LAN);
  expect(heard).toEqual([LAN]);
});

test('a wrapped key opens only under its name and master key', () => {
  const master = masterKeyOf(randomBytes(32));
  const key = randomBytes(32);
  const wrapped = master.wrap(key, LAN);
  expect(Buffer.from(wrapped).includes(key)).toBe(false);
  expect(Buffer.from(master.unwrap(wrapped, LAN)).equals(key)).toBe(true);
  expect(() => master.unwrap(wrapped, 'another')).toThrow(
    expect.objectContaining({ kind: 'unavailable', reason: 'MASTER_KEY_WRONG' }),
  );
  expect(() => masterKeyOf(randomBytes(32)).unwrap(wrapped, LAN)).toThrow('MASTER_KEY_WRONG');
  expect(() =>
    master.unwrap(
      wrapped.map((byte, n) => (n === 20 ? byte ^ 1 : byte)),
      LAN,
    ),
  ).toThrow('MASTER_KEY_WRONG');
  expect(() => masterKeyOf(randomBytes(16))).toThrow('32 bytes');
});
