import { randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { keyedHash } from './keyed-hash.ts';

const secret = randomBytes(32);
const NUMBER = '079085001234';

test('a value is hashed the same wherever the secret is, and under another secret differently', () => {
  expect(keyedHash(secret)('number', NUMBER)).toMatch(/^[0-9a-f]{64}$/);
  expect(keyedHash(secret)('number', NUMBER)).toBe(keyedHash(secret)('number', NUMBER));
  expect(keyedHash(secret)('number', NUMBER)).not.toBe(keyedHash(randomBytes(32))('number', NUMBER));
});

test('the same value has another hash for another purpose', () => {
  const hash = keyedHash(secret);
  expect(hash('number', NUMBER)).not.toBe(hash('slip', NUMBER));
});

test('a secret of another length is refused', () => {
  expect(() => keyedHash(randomBytes(16))).toThrow('32 bytes');
});
