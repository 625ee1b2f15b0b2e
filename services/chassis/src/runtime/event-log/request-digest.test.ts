import { expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { memoryKeyStore } from '../keys/memory-key-store.ts';
import { isSameRequest, requestDigest } from './request-digest.ts';
import { LAN } from './test-support/counter-box.ts';

const MINH = '0197a1c0-0000-7000-8000-00000000002b';
const keysOf = async (...persons: string[]) => {
  const keys = memoryKeyStore();
  for (const person of persons) await keys.keyFor(person);
  return keys;
};
const hashOf = (words: string): string => createHash('sha256').update(words).digest('hex');

test.each([[[]], [[LAN]], [[LAN, MINH]], [[MINH, LAN, LAN]]])(
  'a request is known again by its content, whomever it is about: %s',
  async (persons) => {
    const keys = await keysOf(LAN, MINH);
    const digest = await requestDigest(hashOf('said'), persons, keys);
    expect(await isSameRequest(digest, hashOf('said'), keys)).toBe(true);
    expect(await isSameRequest(digest, hashOf('other'), keys)).toBe(false);
    expect(digest).toBe(await requestDigest(hashOf('said'), persons.toReversed(), keys));
  },
);

test('whoever has the digest and no key cannot try words', async () => {
  for (const persons of [[], [LAN]]) {
    const digest = await requestDigest(hashOf('said'), persons, await keysOf(LAN));
    expect(digest).not.toContain(hashOf('said'));
    expect(await requestDigest(hashOf('said'), persons, await keysOf(LAN))).not.toBe(digest);
  }
});

test('once one of the persons is forgotten, every request of that id is the first one', async () => {
  const keys = await keysOf(LAN, MINH);
  const digest = await requestDigest(hashOf('said'), [LAN, MINH], keys);
  await keys.forget(MINH);
  expect(await isSameRequest(digest, hashOf('said'), keys)).toBe(true);
  expect(await isSameRequest(digest, hashOf('other'), keys)).toBe(true);
});

test('nothing is kept of what is said of a person who is forgotten already', async () => {
  const keys = await keysOf(LAN);
  await keys.forget(LAN);
  const digest = await requestDigest(hashOf('said'), [LAN], keys);
  expect(digest).toBe(`hmac:${LAN}:`);
  expect(await isSameRequest(digest, hashOf('said'), keys)).toBe(true);
});

test('the plain hash of an older event still tells requests apart', async () => {
  const keys = memoryKeyStore();
  expect(await isSameRequest(hashOf('said'), hashOf('said'), keys)).toBe(true);
  expect(await isSameRequest(hashOf('said'), hashOf('other'), keys)).toBe(false);
  expect(await isSameRequest(undefined, hashOf('said'), keys)).toBe(false);
});
