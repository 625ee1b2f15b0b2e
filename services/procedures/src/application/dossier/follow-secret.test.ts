import { keyedHash } from '@egov/chassis/runtime';
import { expect, test } from '@jest/globals';
import { followSecret, isFollowSecret } from './follow-secret.ts';

const slip = { dossierId: '5b2b2f7e-0000-4000-8000-0000000000d1', slip: 0 };
const hash = keyedHash(new Uint8Array(32).fill(1));

test('a slip has twelve characters in groups of four, the same at every printing', () => {
  expect(followSecret(hash, slip)).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/u);
  expect(followSecret(hash, slip)).toBe(followSecret(hash, slip));
});

test('two dossiers never share a secret, and another key changes it', () => {
  const secret = followSecret(hash, slip);
  expect(followSecret(hash, { ...slip, dossierId: '5b2b2f7e-0000-4000-8000-0000000000d2' })).not.toBe(secret);
  expect(isFollowSecret(keyedHash(new Uint8Array(32).fill(2)), slip, secret)).toBe(false);
});

test('only the secret of the newest slip follows', () => {
  const secret = followSecret(hash, slip);
  expect(isFollowSecret(hash, { ...slip, slip: 1 }, secret)).toBe(false);
  expect(isFollowSecret(hash, slip, followSecret(hash, { ...slip, slip: 1 }))).toBe(false);
});

test('the secret is recognised however it is typed', () => {
  const secret = followSecret(hash, slip);
  const typed = ` ${secret.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `;
  expect(isFollowSecret(hash, slip, typed)).toBe(true);
  expect(isFollowSecret(hash, slip, secret.slice(0, -1))).toBe(false);
  expect(isFollowSecret(hash, slip, '')).toBe(false);
});
