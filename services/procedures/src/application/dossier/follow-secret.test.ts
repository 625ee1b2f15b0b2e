import { createHmac } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { followSecret, isFollowSecret } from './follow-secret.ts';
import { personOfNumber } from './submission.ts';

const DOSSIER = '5b2b2f7e-0000-4000-8000-0000000000d1';
const keysOf = (master: string) => ({
  lookup: (text: string) => createHmac('sha256', master).update(text).digest('hex'),
});
const keys = keysOf('ours');

test('a slip has twelve characters in groups of four, the same at every printing', () => {
  expect(followSecret(keys, DOSSIER)).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/u);
  expect(followSecret(keys, DOSSIER)).toBe(followSecret(keys, DOSSIER));
});

test('two dossiers never share a secret, and another master key changes it', () => {
  const secret = followSecret(keys, DOSSIER);
  expect(followSecret(keys, '5b2b2f7e-0000-4000-8000-0000000000d2')).not.toBe(secret);
  expect(isFollowSecret(keysOf('theirs'), DOSSIER, secret)).toBe(false);
});

test('no typed number is hashed as the secret of a slip', () => {
  const hashed: string[] = [];
  const noting = {
    lookup: (text: string) => {
      hashed.push(text);
      return keys.lookup(text);
    },
  };
  followSecret(noting, DOSSIER);
  personOfNumber(noting, `follow:${DOSSIER}`);
  expect(new Set(hashed).size).toBe(2);
});

test('the secret is recognised however it is typed', () => {
  const secret = followSecret(keys, DOSSIER);
  const typed = ` ${secret.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `;
  expect(isFollowSecret(keys, DOSSIER, typed)).toBe(true);
  expect(isFollowSecret(keys, DOSSIER, secret.slice(0, -1))).toBe(false);
  expect(isFollowSecret(keys, DOSSIER, '')).toBe(false);
});
