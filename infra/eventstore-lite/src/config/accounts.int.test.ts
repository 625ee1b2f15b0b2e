import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { readAccounts } from './accounts.ts';

const folder = mkdtempSync(join(tmpdir(), 'accounts-'));
const file = join(folder, 'accounts.json');
afterAll(() => rmSync(folder, { recursive: true }));

const read = (text: string) => {
  writeFileSync(file, text);
  return readAccounts(file);
};

test('the two users of every store are told from services', () => {
  expect(read('{"admin":"a","ops":"o","procedures":"p"}')).toEqual({
    adminPassword: 'a',
    opsPassword: 'o',
    accounts: { procedures: 'p' },
  });
});

test.each([
  ['{"admin":"sec', 'has no accounts'],
  ['["admin"]', 'has no accounts'],
  ['{"pro_cedures":"secret"}', "the account 'pro_cedures' is named with small letters"],
  ['{"$admins":"secret"}', "the account '$admins' is named with small letters"],
  ['{"procedures":""}', "the account 'procedures' needs a password"],
  ['{"procedures":7}', "the account 'procedures' needs a password"],
])('%s is refused, with the file and the reason', (text, said) => {
  expect(() => read(text)).toThrow(said);
  expect(() => read(text)).toThrow(file);
  expect(() => read(text)).not.toThrow(/sec/u);
});
