import { expect, test } from '@jest/globals';
import { chainKeys, newChainKeys } from './chain-keys.ts';

const text = (file: object): string => JSON.stringify(file);

test('new keys prove every event under their own id, and no event goes without', () => {
  const file = newChainKeys();
  const keys = chainKeys(text(file));
  expect(keys.current.id).toBe(file.current);
  expect(keys.at(file.current, 7n)).toBe(keys.current.key);
  expect(keys.at(file.current, undefined)).toBe(keys.current.key);
  expect(keys.at('another', 7n)).toBeUndefined();
  expect([keys.unkeyedAt(0n), keys.unkeyedAt(undefined)]).toEqual([false, false]);
});

test('two services have different keys', () => {
  expect(newChainKeys().keys[0]?.secret).not.toBe(newChainKeys().keys[0]?.secret);
});

test('a key that was replaced proves events up to a position only', () => {
  const [old, next] = [newChainKeys(), newChainKeys()];
  const keys = chainKeys(
    text({ ...next, keys: [...next.keys, ...old.keys.map((key) => ({ ...key, until: '40' }))] }),
  );
  expect(keys.at(old.current, 40n)).toBeDefined();
  expect(keys.at(old.current, 41n)).toBeUndefined();
  expect(keys.at(old.current, undefined)).toBeUndefined();
});

test('a log that is older than its keys has events without, up to a position', () => {
  const keys = chainKeys(text(newChainKeys(40n)));
  expect([keys.unkeyedAt(40n), keys.unkeyedAt(41n), keys.unkeyedAt(undefined)]).toEqual([true, false, false]);
});

const good = newChainKeys();
test.each([
  ['no JSON', 'half a k', 'expected object'],
  ['no keys', text({ current: 'a', keys: [] }), 'keys'],
  ['a short key', text({ current: 'a', keys: [{ id: 'a', secret: 'AAAA' }] }), 'keys.0.secret has 32 bytes'],
  ['another position', text({ ...good, unkeyedUntil: 'all' }), 'unkeyedUntil is a position of the log'],
  ['no current key', text({ ...good, current: 'gone' }), 'current names no key that is still in use'],
  [
    'a current key that has been replaced',
    text({ ...good, keys: good.keys.map((key) => ({ ...key, until: '1' })) }),
    'current names no key that is still in use',
  ],
])('a file with %s is refused, with what is wrong and without its content', (_what, content, said) => {
  expect(() => chainKeys(content)).toThrow(said);
  expect(() => chainKeys(content)).not.toThrow(good.keys[0]?.secret);
});
